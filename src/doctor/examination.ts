import type { DiscoveryConfig } from '../apisix/discovery-config/model.ts';
import type { Release } from '../apisix/release.ts';
import type { Place } from '../findings/user-error.ts';
import type { Clock } from '../time/clock.ts';
import type { ControlApi } from './control-api/control-api.ts';
import type { ExaminedCluster, Preferences } from './examined-cluster.ts';
import type { LintedFiles } from './linted-files.ts';

/** A service_name that is to have nodes, and who asks for it. */
export interface WantedName {
  readonly serviceName: string;
  /** `route 1 in apisix.yaml:12`; undefined for one of the command line. */
  readonly origin: string | undefined;
  /** Where it is written; undefined for one of the command line. */
  readonly place: Place | undefined;
  /** `scheme` of its upstream, where it names one; `tcp`, `udp` or `tls` of one that stream routes send to. */
  readonly scheme: string | undefined;
}

/** Everything that the checks of a run look at. */
export interface Examination {
  readonly release: Release;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file's text; rejects as node:fs does. */
  readonly readFile: (path: string) => Promise<string>;
  /** What lint says of `--config` and `--routes`; undefined where neither was given. Never rejects but for an abort. */
  readonly linted: () => Promise<LintedFiles | undefined>;
  /**
   * The gateway's config, or its defaults where none was given. Rejects with a UserError, or an AggregateError of several, for a config
   * that the gateway would not start with.
   */
  readonly discovery: () => Promise<DiscoveryConfig>;
  /** Rejects with a UserError where they cannot be found out, such as for a variable that is not set. At least one. */
  readonly clusters: () => Promise<readonly ExaminedCluster[]>;
  /** Of the command line, then of the routes, each once for every scheme; then of the running gateway. */
  readonly names: () => Promise<readonly WantedName[]>;
  /** That of `--control-api`; undefined where none was given. */
  readonly controlApi: ControlApi | undefined;
  readonly preferences: Preferences;
  readonly clock: Clock;
  /** Aborts when the whole examination is to end. */
  readonly signal: AbortSignal;
  /** A fact, read once and shared by all checks. */
  readonly once: <T>(read: (examination: Examination) => Promise<T>) => Promise<T>;
}

import type { ClusterConfig } from '../apisix/discovery-config/model.ts';
import type { Release } from '../apisix/release.ts';
import type { ClusterSettings } from '../discovery/discovery.ts';
import type { Connection } from '../kube/connection.ts';
import type { Transport } from '../kube/transport.ts';
import type { Clock } from '../time/clock.ts';
import type { TokenText } from '../token/token-text.ts';
import type { ControlApi } from './control-api/control-api.ts';

/** Somebody who may read more than the gateway. */
export interface Admin {
  readonly connection: Connection;
  readonly transport: Transport;
}

/** One cluster under examination, and as whom it is asked. Printing it shows no secret but those of `token`. */
export interface ExaminedCluster {
  /** Only in multi-cluster mode. */
  readonly id: string | undefined;
  /** What the gateway's config asks of it; the resource is the one that the config asks for, whatever the release makes of that. */
  readonly settings: ClusterSettings;
  /** Its part of the gateway's config; undefined where none was given. */
  readonly config: ClusterConfig | undefined;
  /** Where the gateway's config was read from; undefined where none was given. */
  readonly configPath: string | undefined;
  readonly release: Release;
  /** The API server as the gateway asks it, or as the user's kubeconfig does. */
  readonly connection: Connection;
  /** One of it, shared by all checks; a check that needs a connection of its own makes one. */
  readonly transport: Transport;
  /** `gateway`: the credentials are those of a gateway, from its config, a flag or the pod; `person`: of the user's kubeconfig. */
  readonly holder: 'gateway' | 'person';
  /** The token as it stands. A secret. Undefined for a person, without a token, and where it cannot be read, which is told elsewhere. */
  readonly token: TokenText | undefined;
  /** The `--admin-context`, or the person of the kubeconfig; undefined where there is none. */
  readonly admin: Admin | undefined;
  /** Flags that lead to the cluster as an admin, for commands to be pasted; undefined where none are known. */
  readonly address: readonly string[] | undefined;
  /** Examines the same again with an admin, to be pasted; undefined where none is known, and where there is one already. */
  readonly askAgain: string | undefined;
  /** Of the gateway that watches all these clusters; absent where none was given. */
  readonly controlApi?: ControlApi;
  readonly preferences: Preferences;
  readonly clock: Clock;
  /** Aborts when the whole examination is to end. */
  readonly signal: AbortSignal;
  /** A fact of this cluster, read once and shared by all checks. */
  readonly once: <T>(read: (cluster: ExaminedCluster) => Promise<T>) => Promise<T>;
}

/** What the user wants of the checks. */
export interface Preferences {
  /** How long a quiet watch is held to see who cuts it, in milliseconds; undefined: not at all. */
  readonly measureIdleMs: number | undefined;
  /** Whether nodes may be connected to. */
  readonly dial: boolean;
}

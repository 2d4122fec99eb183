import { NEWEST_RELEASE, releaseOf } from '../../apisix/release.ts';
import type { Release } from '../../apisix/release.ts';
import { readNamedFile } from '../../kube/surroundings.ts';
import { readBaseline } from '../../lint/baseline.ts';
import type { Baseline } from '../../lint/baseline.ts';
import type { Preferences } from '../../lint/preferences.ts';
import { parseSettings } from '../../lint/settings.ts';
import type { LintSettings } from '../../lint/settings.ts';
import type { Threshold } from '../../lint/threshold.ts';
import { excluder } from '../../lint/settings/exclude.ts';
import { findSettings } from '../../lint/settings/find-settings.ts';
import type { Host } from '../host.ts';
import type { LintFlags } from './flags.ts';

/** What a run goes by: the flags, and where they say nothing, the settings of the project. */
export interface Project {
  /** Oldest first. */
  readonly releases: readonly Release[];
  readonly failOn: Threshold;
  readonly preferences: Preferences;
  /** What is left out of directories. */
  readonly exclude: (path: string) => boolean;
  readonly baseline: Baseline | undefined;
}

/** Reads `.k8s-disco.yaml` and the baseline. Throws a UserError for what is malformed, and for what was named and cannot be read. */
export async function readProject(flags: LintFlags, host: Host): Promise<Project> {
  const path = flags.settings === true ? await findSettings(host.files, host.homeDir) : flags.settings;
  const settings = typeof path === 'string' ? await readSettings(path, host) : undefined;
  const baseline = flags.baseline ?? settings?.baseline;
  return {
    releases: flags.gatewayVersion ?? settings?.releases ?? [releaseOf(NEWEST_RELEASE)],
    failOn: flags.failOn ?? settings?.failOn ?? 'error',
    preferences: {
      ignored: new Set([...flags.ignore, ...(settings?.ignore ?? [])]),
      severities: settings?.severities ?? new Map(),
    },
    exclude: settings === undefined || typeof path !== 'string' ? () => false : excluder(settings.exclude, path),
    baseline: baseline === undefined ? undefined : await readKnown(baseline, host),
  };
}

async function readSettings(path: string, host: Host): Promise<LintSettings> {
  return parseSettings(await readNamedFile(host, path, 'the settings of the linter'), path);
}

async function readKnown(path: string, host: Host): Promise<Baseline> {
  return readBaseline(await readNamedFile(host, path, 'the baseline'), path);
}

import { NEWEST_RELEASE, releaseOf } from '../../apisix/release.ts';
import type { Release } from '../../apisix/release.ts';
import { readNamedFile } from '../../kube/surroundings.ts';
import { readBaseline } from '../../lint/baseline.ts';
import type { Baseline } from '../../lint/baseline.ts';
import type { Preferences } from '../../lint/preferences.ts';
import { SETTINGS_FILE, parseSettings } from '../../lint/settings.ts';
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
  /** None where one is to be written. */
  readonly baseline: Baseline | undefined;
}

/** Reads `.k8s-disco.yaml` and the baseline. Throws a UserError for what is malformed, and for what was named and cannot be read. */
export async function readProject(flags: LintFlags, host: Host): Promise<Project> {
  const { settings, exclude } = await readSettings(flags, host);
  // What is written anew lists what an older baseline hid, too.
  const baseline = flags.writeBaseline === undefined ? (flags.baseline ?? settings.baseline) : undefined;
  return {
    releases: flags.gatewayVersion ?? settings.releases ?? [releaseOf(NEWEST_RELEASE)],
    failOn: flags.failOn ?? settings.failOn ?? 'error',
    preferences: { ignored: new Set([...flags.ignore, ...settings.ignore]), severities: settings.severities },
    exclude,
    baseline: baseline === undefined ? undefined : await readKnown(baseline, host),
  };
}

/** Where there is no file, the settings are those of an empty one. */
async function readSettings(
  { settings: named }: LintFlags,
  host: Host,
): Promise<Pick<Project, 'exclude'> & { readonly settings: LintSettings }> {
  const found = named ?? (await findSettings(host.files, host.homeDir)) ?? false;
  const text = found === false ? '' : await readNamedFile(host, found, 'the settings of the linter');
  const path = found === false ? SETTINGS_FILE : found;
  const settings = parseSettings(text, path);
  return { settings, exclude: excluder(settings.exclude, path) };
}

async function readKnown(path: string, host: Host): Promise<Baseline> {
  return readBaseline(await readNamedFile(host, path, 'the baseline'), path);
}

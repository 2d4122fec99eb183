import { NEWEST_RELEASE, releaseOf } from '../../apisix/release.ts';
import type { Release } from '../../apisix/release.ts';
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
import { readOwnFile } from './own-file.ts';

/** What a run goes by: the flags, and where they say nothing, the settings of the project. */
export interface Project {
  /** Oldest first. */
  readonly releases: readonly Release[];
  readonly failOn: Threshold;
  readonly preferences: Preferences;
  /** The settings file that is gone by; undefined where there is none. */
  readonly settingsFile: string | undefined;
  /** What is left out of directories. */
  readonly exclude: (path: string) => boolean;
  /** Paths of the linter's own files, which are no input: settings and baselines. */
  readonly own: readonly string[];
  /** None where one is to be written. */
  readonly baseline: Baseline | undefined;
}

/** Reads `.k8s-disco.yaml` and the baseline. Throws a UserError for what is malformed, and for what was named and cannot be read. */
export async function readProject(flags: LintFlags, host: Host): Promise<Project> {
  const { settings, settingsFile, exclude } = await readSettings(flags, host);
  // What is written anew lists what an older baseline hid, too.
  const baseline = flags.writeBaseline === undefined ? (flags.baseline ?? settings.baseline) : undefined;
  return {
    releases: flags.gatewayVersion ?? settings.releases ?? [releaseOf(NEWEST_RELEASE)],
    failOn: flags.failOn ?? settings.failOn ?? 'error',
    preferences: { ignored: new Set([...flags.ignore, ...settings.ignore]), severities: settings.severities },
    settingsFile,
    exclude,
    own: [settingsFile, flags.baseline, flags.writeBaseline, settings.baseline].filter((path) => path !== undefined),
    baseline: baseline === undefined ? undefined : await readKnown(baseline, host),
  };
}

/** Where there is no file, the settings are those of an empty one. */
async function readSettings(
  { settings: named }: LintFlags,
  host: Host,
): Promise<Pick<Project, 'exclude' | 'settingsFile'> & { readonly settings: LintSettings }> {
  const settingsFile = named === false ? undefined : (named ?? (await findSettings(host.files, host.homeDir)));
  const text = settingsFile === undefined ? '' : await readOwnFile(host, settingsFile, 'the settings of the linter');
  const path = settingsFile ?? SETTINGS_FILE;
  const settings = parseSettings(text, path);
  return { settings, settingsFile, exclude: excluder(settings.exclude, path) };
}

async function readKnown(path: string, host: Host): Promise<Baseline> {
  return readBaseline(await readOwnFile(host, path, 'the baseline'), path);
}

import { posix } from 'node:path';
import { parseRelease, RELEASES, releaseOf } from '../apisix/release.ts';
import type { Release } from '../apisix/release.ts';
import { CATALOGUE } from '../findings/catalogue.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import type { Severity } from '../findings/finding.ts';
import { UserError } from '../findings/user-error.ts';
import { fieldsOf, itemsIn, placeOf, readStrictFile, textOf, wordOf, wrong } from './strict-file.ts';
import type { StrictValue } from './strict-file.ts';
import { THRESHOLDS } from './threshold.ts';
import type { Threshold } from './threshold.ts';

/** The settings file's name, in the working directory or above. */
export const SETTINGS_FILE = '.k8s-disco.yaml';

/**
 * What a project wants of lint: `.k8s-disco.yaml`. What says something about the machine (`--check-files`, `--check-env`) is no matter of
 * the project, so it is no setting.
 */
export interface LintSettings {
  /** Oldest first; undefined where the file names none. */
  readonly releases: readonly Release[] | undefined;
  /** Ids that are not reported. */
  readonly ignore: ReadonlySet<CatalogueId>;
  /** In place of the rules' own; `off` is as good as `ignore`, and ends up there. */
  readonly severities: ReadonlyMap<CatalogueId, Severity>;
  readonly failOn: Threshold | undefined;
  /** What of directories is left out: names, or paths from the settings file on, with `*`, `?`, `**` and `{a,b}`. */
  readonly exclude: readonly string[];
  /** Path of the baseline, from the working directory; written, it is relative to the settings file. */
  readonly baseline: string | undefined;
}

const KEYS = ['gatewayVersions', 'ignore', 'severities', 'failOn', 'exclude', 'baseline'] as const;

const SEVERITIES = ['error', 'warning', 'info', 'off'] as const;

// Object.keys() forgets what it knows of the keys.
const IDS = Object.keys(CATALOGUE) as readonly CatalogueId[];

/**
 * Reads the settings; `path` is that of the file, from the working directory. Throws a {@link UserError} with the place for whatever is
 * malformed, unknown or of a wrong type.
 */
export function parseSettings(text: string, path: string): LintSettings {
  const file = readStrictFile(text, path);
  const fields = file === undefined ? undefined : fieldsOf(file, KEYS);
  const read = <Read>(key: (typeof KEYS)[number], reader: (value: StrictValue) => Read): Read | undefined => {
    const value = fields?.get(key);
    return value === undefined ? undefined : reader(value);
  };
  const severities = read('severities', severitiesOf) ?? [];
  const off = severities.flatMap(([id, severity]) => (severity === 'off' ? [id] : []));
  return {
    releases: read('gatewayVersions', releasesOf),
    ignore: new Set([...(read('ignore', (value) => itemsIn(value).map((id) => wordOf(id, IDS))) ?? []), ...off]),
    severities: new Map(severities.flatMap(([id, severity]) => (severity === 'off' ? [] : [[id, severity]]))),
    failOn: read('failOn', (value) => wordOf(value, THRESHOLDS)),
    exclude: read('exclude', (value) => itemsIn(value).map(textOf)) ?? [],
    baseline: read('baseline', (value) => besides(path, textOf(value))),
  };
}

function severitiesOf(value: StrictValue): readonly (readonly [CatalogueId, (typeof SEVERITIES)[number]])[] {
  return [...fieldsOf(value, IDS)].map(([id, severity]) => [id, wordOf(severity, SEVERITIES)]);
}

/** `all`, or a list of releases: judged by none, every file would pass. */
function releasesOf(value: StrictValue): readonly Release[] {
  if (value.located.kind === 'scalar' && value.located.value === 'all') return RELEASES.map(releaseOf);
  const releases = itemsIn(value).map((item) => {
    const parsed = parseRelease(textOf(item));
    if (parsed.ok) return parsed.release;
    const isAll = item.located.kind === 'scalar' && item.located.value === 'all';
    throw new UserError(parsed.message, { place: placeOf(item), ...(isAll && { hint: 'Write gatewayVersions: all' }) });
  });
  if (releases.length === 0) throw wrong(value, 'takes at least one release');
  const byVersion = new Map(releases.map((release) => [release.version, release]));
  return [...byVersion.values()].sort((left, right) => (left.atLeast(right.version) ? 1 : -1));
}

function besides(file: string, path: string): string {
  return posix.isAbsolute(path) ? path : posix.join(posix.dirname(file), path);
}

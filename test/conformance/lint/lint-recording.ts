import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one release did. `approx`: recorded with a stand-in for its YAML library. */
export interface RecordedVerdict {
  readonly ok: boolean;
  readonly approx?: boolean;
  /** What fails later, although the check passed: a message, or one for each registry. */
  readonly init?: unknown;
  /** Of an object: the data plane's verdict, where it is not the Admin API's. */
  readonly file?: { readonly ok: boolean };
}

/** A config.yaml, or a route, upstream, service or stream route, as each release judged it. */
export interface LintRecording {
  readonly id: string;
  /** How the recording is written to a file. */
  readonly file: { readonly name: string; readonly text: string };
  readonly env: Readonly<Record<string, string>>;
  readonly isObject: boolean;
  /** The verdict of a release, or the name of a release with the same one. */
  readonly expect: Readonly<Record<string, RecordedVerdict | string>>;
}

type Row = Pick<LintRecording, 'id' | 'expect'> & {
  readonly env?: Readonly<Record<string, string>>;
  readonly yaml?: string;
  readonly config?: unknown;
  readonly discovery?: unknown;
  readonly kind?: string;
  readonly object?: unknown;
};

export const LINT_RECORDINGS = ['config', 'registries', 'routes'] as const;

export type LintRecordings = (typeof LINT_RECORDINGS)[number];

/** The recordings of one kind in a folder; undefined where it has none. */
export function readLintRecordings(directory: string, name: LintRecordings): readonly LintRecording[] | undefined {
  const path = join(directory, `${name}.jsonl`);
  if (!existsSync(path)) return undefined;
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  // The recordings are ours, in the form that their page describes.
  return rows.map((line) => recordingOf(JSON.parse(line) as Row));
}

function recordingOf(row: Row): LintRecording {
  const { id, env = {}, expect, kind } = row;
  const isObject = kind !== undefined;
  const text = isObject ? objectText(kind, row.object) : (row.yaml ?? jsonOf(configOf(row)));
  return { id, file: { name: isObject ? `${id}/object.json` : `${id}/config.yaml`, text }, env, isObject, expect };
}

function configOf({ config, discovery }: Row): object {
  return discovery === undefined ? { discovery: { kubernetes: config } } : { discovery };
}

/** As the Admin API shows it: an id that holds `missing` does not exist there, and every other does. */
function objectText(kind: string, object: unknown): string {
  return jsonOf({ key: `/apisix/${kind}/1`, value: object });
}

/** JSON leaves DEL as it is, and YAML does not allow it outside an escape. */
function jsonOf(value: unknown): string {
  return JSON.stringify(value).replaceAll('\x7f', '\\u007f');
}

/** What a release did; undefined where the recording of it is not to be relied on. */
export function verdictOf({ expect }: LintRecording, release: string): RecordedVerdict | undefined {
  const named = expect[release];
  const verdict = typeof named === 'string' ? expect[named] : named;
  return typeof verdict === 'string' || verdict?.approx === true ? undefined : verdict;
}

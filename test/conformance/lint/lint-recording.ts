import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRecordings } from '../../support/recordings.ts';
import type { Recording } from '../../support/recordings.ts';

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
export interface LintRecording extends Recording<RecordedVerdict> {
  /** How the recording is written to a file. */
  readonly file: { readonly name: string; readonly text: string };
  readonly isObject: boolean;
}

interface Row extends Recording<RecordedVerdict> {
  readonly config?: unknown;
  readonly discovery?: unknown;
  readonly kind?: string;
  readonly object?: unknown;
}

export const LINT_RECORDINGS = ['config', 'registries', 'routes'] as const;

export type LintRecordings = (typeof LINT_RECORDINGS)[number];

/** The recordings of one kind in a folder; undefined where it has none. */
export function readLintRecordings(directory: string, name: LintRecordings): readonly LintRecording[] | undefined {
  const file = `${name}.jsonl` as const;
  return existsSync(join(directory, file)) ? readRecordings<Row>(file, directory).map(recordingOf) : undefined;
}

function recordingOf(row: Row): LintRecording {
  const { id, kind } = row;
  const isObject = kind !== undefined;
  const text = isObject ? objectText(kind, row.object) : (row.yaml ?? jsonOf(configOf(row)));
  return { ...row, isObject, file: { name: isObject ? `${id}/object.json` : `${id}/config.yaml`, text } };
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

import { posix } from 'node:path';
import type { Span } from '../apisix/located.ts';
import { UserError } from '../findings/user-error.ts';
import type { LintFile } from './document.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { LintReport } from './report.ts';
import { staleBaselineEntry } from './rules/stale-baseline-entry.ts';
import { countOf, fieldsOf, itemsIn, readStrictFile, textOf, wordOf, wrong } from './strict-file.ts';
import type { StrictValue } from './strict-file.ts';

/** Findings that are known, and hidden for the time being. */
export interface Baseline {
  readonly file: LintFile;
  readonly entries: readonly BaselineEntry[];
}

/** So many findings of a file that look alike; the span is that of the entry in the baseline. */
export interface BaselineEntry extends Span {
  /** From the working directory, as in the report. */
  readonly path: string;
  readonly id: string;
  readonly fingerprint: string;
  readonly count: number;
}

const API_VERSION = 'k8s-disco/v1';
const KIND = 'LintBaseline';

/** Reads what {@link baselineOf} wrote. Throws a UserError with the place for whatever is malformed. */
export function readBaseline(text: string, path: string): Baseline {
  const value = readStrictFile(text, path);
  if (value === undefined) throw new UserError('this file is empty, and no baseline', { place: { path } });
  const read = requiredFields(value, ['apiVersion', 'kind', 'entries']);
  wordOf(read('apiVersion'), [API_VERSION]);
  wordOf(read('kind'), [KIND]);
  return { file: { path, text, named: true }, entries: itemsIn(read('entries')).map(readEntry) };
}

function readEntry(value: StrictValue): BaselineEntry {
  const read = requiredFields(value, ['path', 'id', 'fingerprint', 'count']);
  const { position, end } = value.located;
  return {
    path: textOf(read('path')),
    id: textOf(read('id')),
    fingerprint: textOf(read('fingerprint')),
    count: countOf(read('count')),
    position,
    end,
  };
}

function requiredFields<Key extends string>(value: StrictValue, keys: readonly Key[]): (key: Key) => StrictValue {
  const fields = fieldsOf(value, keys);
  return (key) => {
    const field = fields.get(key);
    if (field === undefined) throw wrong(value, `has no ${key}`);
    return field;
  };
}

/** What tells entries apart, whichever way their path is written. */
export function entryKey({ path, id, fingerprint }: Pick<BaselineEntry, 'path' | 'id' | 'fingerprint'>): string {
  return [posix.normalize(path), id, fingerprint].join(' ');
}

/** The baseline that hides everything in a report, as the text of its file; sorted, and the same for the same findings wherever they moved. */
export function baselineOf({ files }: LintReport): string {
  const entries = new Map<string, { path: string; id: string; fingerprint: string; count: number }>();
  for (const { path: written, lines, findings } of files) {
    const path = posix.normalize(written);
    // What a baseline hid and no longer does needs no hiding.
    for (const finding of findings.filter(({ id }) => id !== staleBaselineEntry.id)) {
      const { id } = finding;
      const fingerprint = fingerprintOf(finding, { path, lines });
      const key = entryKey({ path, id, fingerprint });
      entries.set(key, { path, id, fingerprint, count: (entries.get(key)?.count ?? 0) + 1 });
    }
  }
  const sorted = [...entries].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, entry]) => entry);
  return `${JSON.stringify({ apiVersion: API_VERSION, kind: KIND, entries: sorted }, undefined, 2)}\n`;
}

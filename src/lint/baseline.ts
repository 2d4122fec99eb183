import type { Span } from '../apisix/located.ts';
import { UserError } from '../findings/user-error.ts';
import type { BaselinePath } from './baseline-paths.ts';
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
  /** As {@link BaselinePath} names it. */
  readonly path: string;
  readonly id: string;
  /** What the first of them said when the baseline was written, for people. */
  readonly message: string;
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
  const read = requiredFields(value, ['path', 'id', 'message', 'fingerprint', 'count']);
  const { position, end } = value.located;
  return {
    path: textOf(read('path')),
    id: textOf(read('id')),
    message: textOf(read('message')),
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

/** What tells entries apart. */
export function entryKey({ path, id, fingerprint }: Pick<BaselineEntry, 'path' | 'id' | 'fingerprint'>): string {
  return [path, id, fingerprint].join(' ');
}

/** What hides a report: the text of a baseline, and how many findings it lists. */
export interface WrittenBaseline {
  readonly text: string;
  readonly count: number;
}

type Entry = Omit<BaselineEntry, keyof Span>;

/** The baseline that hides everything in a report; sorted, and the same for the same findings wherever they moved. */
export function baselineOf({ files }: LintReport, pathOf: BaselinePath): WrittenBaseline {
  const entries = new Map<string, Entry>();
  for (const { path: written, lines, findings } of files) {
    const path = pathOf(written);
    // What a baseline hid and no longer does needs no hiding.
    for (const finding of findings.filter(({ id }) => id !== staleBaselineEntry.id)) {
      const { id, message } = finding;
      const fingerprint = fingerprintOf(finding, { path, lines });
      const key = entryKey({ path, id, fingerprint });
      const before = entries.get(key);
      entries.set(key, { path, id, message: before?.message ?? message, fingerprint, count: (before?.count ?? 0) + 1 });
    }
  }
  const sorted = [...entries.values()].sort(byPath);
  const text = `${JSON.stringify({ apiVersion: API_VERSION, kind: KIND, entries: sorted }, undefined, 2)}\n`;
  return { text, count: sorted.reduce((sum, { count }) => sum + count, 0) };
}

function byPath(left: Entry, right: Entry): number {
  const [one, other] = [left, right].map(({ path, id, message, fingerprint }) => [path, id, message, fingerprint].join('\n'));
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

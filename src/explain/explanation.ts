import { RELEASES } from '../apisix/release.ts';
import { maskShapes } from '../lint/masking.ts';
import { LIKELIHOODS } from './cause.ts';
import { Entries } from './input/entries.ts';
import type { Entry } from './input/entries.ts';
import { Lines } from './input/lines.ts';
import type { Explained } from './pattern.ts';
import { PATTERNS } from './patterns/index.ts';
import { readSymptom } from './read-symptom.ts';
import type { ExplainedSymptom, ExplainReport } from './report.ts';
import type { Symptom } from './symptom.ts';

/** Kinds of line that are told apart; what would be one more is counted with the first of its pattern, so that memory has a bound. */
export const MOST_KINDS = 1000;

/** More of a text says nothing more. */
const LONGEST_TEXT = 500;

/** What an explanation goes by, and whom it tells. */
export interface ExplanationOptions {
  /** The release of the gateway; undefined where it is not known. */
  readonly release?: string | undefined;
  /** Called once for each kind of line, when it is met for the first time. */
  readonly onNew?: (symptom: ExplainedSymptom) => void;
}

/** Where lines come from. */
export interface Input {
  readonly add: (bytes: Uint8Array) => void;
  /** Explains the line that may yet go on; more bytes may follow. */
  readonly flush: () => void;
  /** No more bytes will follow. */
  readonly end: () => void;
}

interface Group {
  first: ExplainedSymptom;
  count: number;
  earliest: string | undefined;
  latest: string | undefined;
}

/** Explains lines as they come, and counts them by kind. Keeps no line; memory does not grow with what is read. */
export class Explanation {
  readonly #releases: readonly string[];
  readonly #onNew: (symptom: ExplainedSymptom) => void;
  readonly #groups = new Map<string, Group>();
  #unknown = 0;

  constructor({ release, onNew = () => {} }: ExplanationOptions = {}) {
    this.#releases = release === undefined ? RELEASES : [release];
    this.#onNew = onNew;
  }

  /** One more file or stream; `file`: its name in the report. */
  input(file?: string): Input {
    const entries = new Entries({
      onEntry: (entry) => this.#explain(entry, file),
      onOther: () => this.#unknown++,
    });
    const lines = new Lines((line) => entries.add(line));
    return {
      add: (bytes) => lines.add(bytes),
      flush: () => entries.end(),
      end: () => {
        lines.end();
        entries.end();
      },
    };
  }

  report(): ExplainReport {
    const symptoms = [...this.#groups.values()].map(({ first, count, earliest, latest }) => ({
      ...first,
      count,
      ...(earliest === undefined || latest === undefined ? {} : { first: earliest, last: latest }),
    }));
    // Sorting is stable, and a Map keeps the order in which keys came.
    return { symptoms: symptoms.sort((left, right) => right.count - left.count), unknown: this.#unknown };
  }

  #explain(entry: Entry, file: string | undefined): void {
    const read = readSymptom(entry);
    const known = read === undefined ? undefined : this.#explained(read.symptom, read.releases);
    if (known === undefined) {
      this.#unknown += entry.lines;
      return;
    }
    const { explained, name } = known;
    const group = this.#groups.get(explained.text) ?? this.#newGroup({ entry, file, name, explained, releases: read?.releases });
    group.count++;
    const { time } = entry;
    if (time === undefined) return;
    if (group.earliest === undefined || time < group.earliest) group.earliest = time;
    if (group.latest === undefined || time > group.latest) group.latest = time;
  }

  #explained(
    symptom: Symptom,
    releases: readonly string[] | undefined,
  ): { readonly explained: Explained; readonly name: string } | undefined {
    const possible = releases?.filter((one) => this.#releases.includes(one)) ?? [];
    for (const { name, explain } of PATTERNS) {
      const explained = explain(symptom, possible.length > 0 ? possible : this.#releases);
      if (explained !== undefined) return { explained, name };
    }
    return undefined;
  }

  #newGroup({ entry, file, name, explained, releases }: NewGroup): Group {
    const isFull = this.#groups.size >= MOST_KINDS;
    const key = isFull ? `${name} …` : explained.text;
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const text = shown(isFull ? `${explained.text} (and others like it)` : explained.text);
    const causes = explained.causes.toSorted((left, right) => rank(left.likelihood) - rank(right.likelihood));
    const masked = causes.map((cause) => ({
      ...cause,
      message: maskShapes(cause.message),
      prove: maskShapes(cause.prove),
      mend: maskShapes(cause.mend),
    }));
    const { line, time } = entry;
    const first: ExplainedSymptom = {
      text,
      ...(file === undefined ? {} : { file }),
      line,
      count: 1,
      ...(time === undefined ? {} : { first: time, last: time }),
      releases,
      causes: masked,
    };
    const group: Group = { first, count: 0, earliest: undefined, latest: undefined };
    this.#groups.set(key, group);
    this.#onNew(first);
    return group;
  }
}

interface NewGroup {
  readonly entry: Entry;
  readonly file: string | undefined;
  /** Of the pattern. */
  readonly name: string;
  readonly explained: Explained;
  readonly releases: readonly string[] | undefined;
}

function rank(likelihood: (typeof LIKELIHOODS)[number]): number {
  return LIKELIHOODS.indexOf(likelihood);
}

function shown(text: string): string {
  const line = maskShapes(text.replaceAll(/\s+/g, ' ').trim());
  return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT)}…` : line;
}

import { posix } from 'node:path';
import { countOf, printable } from '../terminal/page.ts';

const LEVELS = ['error', 'warning', 'notice'] as const;

/** A remark that GitHub shows beside a change, or where no file is at fault with the run. */
export interface Annotation {
  readonly level: (typeof LEVELS)[number];
  readonly place?: AnnotatedPlace | undefined;
  readonly title: string;
  /** Sentences, a line each. */
  readonly lines: readonly string[];
}

/** 1-based, `endColumn` exclusive. GitHub takes columns only where a range stays on its line. */
export interface AnnotatedPlace {
  readonly path: string;
  readonly line?: number | undefined;
  readonly endLine?: number | undefined;
  readonly column?: number | undefined;
  readonly endColumn?: number | undefined;
}

/** GitHub shows so many annotations of a level for one step, and drops the others in silence. */
const SHOWN = 10;

/** Commands of GitHub Actions, worst first. What is more than GitHub shows is counted in a last notice, as so many more of what `noun` says. */
export function githubAnnotations(annotations: readonly Annotation[], noun: string): string {
  const shown = LEVELS.flatMap((level) =>
    // One notice less, for the last line is one.
    annotations.filter((one) => one.level === level).slice(0, level === 'notice' ? SHOWN - 1 : SHOWN),
  );
  const left = annotations.length - shown.length;
  const rest = left === 0 ? [] : [`::notice title=k8s-disco::${countOf(left, `more ${noun}`)}, see the summary of the step`];
  return [...shown.map(command), ...rest].map((line) => `${line}\n`).join('');
}

function command({ level, place, title, lines }: Annotation): string {
  const properties = {
    file: place && posix.normalize(place.path),
    line: place?.line,
    endLine: place?.endLine,
    col: place?.column,
    endColumn: place?.endColumn,
    title,
  };
  const words = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${property(String(value))}`],
  );
  return `::${level} ${words.join(',')}::${data(lines.map(printable).join('\n'))}`;
}

/** Escapes of actions/toolkit, which the runner undoes. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

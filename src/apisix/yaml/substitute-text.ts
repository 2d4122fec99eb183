import type { Located, LocatedEntry, Span } from '../located.ts';
import type { Position } from '../position.ts';
import type { Problem } from '../problem.ts';
import { replaceReferences, unsetVariable } from './variable-references.ts';
import type { Environment } from './variable-references.ts';

/** A file in whose very text `${{VAR}}` was replaced, before anything read it. */
export interface SubstitutedText {
  readonly text: string;
  /** Variables that are set nowhere and have no default, in comments too; one is enough for the gateway to refuse the file. */
  readonly problems: readonly Problem[];
  /** What was read from {@link text}, at its places in the file: all of a variable's value has the place of the reference. */
  readonly inFile: (value: Located) => Located;
  readonly positionInFile: (position: Position) => Position;
}

/** Replaces `${{VAR}}` in a text, so that quotes around it decide what type the value gets (cli/file.lua, `resolve_conf_var_in_text`, 3.17.0). */
export function substituteText(before: string, env: Environment): SubstitutedText {
  const { text, replaced, unset } = replaceReferences(before, env);
  const beforeLines = new LineStarts(before);
  const problems = unset.map(({ name, offset }) => unsetVariable(name, beforeLines.positionAt(offset)));
  if (replaced.length === 0) return { text, problems, inFile: (value) => value, positionInFile: (position) => position };
  const lines = new LineStarts(text);
  const starts = replaced.map(({ to }) => to.start);

  function positionInFile(position: Position): Position {
    const offset = lines.offsetAt(position);
    const last = replaced[countUpTo(offset, starts) - 1];
    if (last === undefined) return position;
    const isInside = offset < last.to.end;
    return beforeLines.positionAt(isInside ? last.from.start : offset - last.to.end + last.from.end);
  }

  function spanInFile({ position, end }: Span): Span {
    return { position: positionInFile(position), end: positionInFile(end) };
  }

  function inFile(value: Located): Located {
    const span = spanInFile(value);
    if (value.kind === 'null') return { kind: 'null', ...span };
    if (value.kind === 'table') return { kind: 'table', entries: value.entries.map(entryInFile), ...span };
    const written = before.slice(beforeLines.offsetAt(span.position), beforeLines.offsetAt(span.end));
    return { ...value, ...span, text: written.includes('${{') ? withoutQuotes(written) : value.text };
  }

  function entryInFile({ key, keyPosition, keyEnd, value }: LocatedEntry): LocatedEntry {
    return { key, keyPosition: positionInFile(keyPosition), keyEnd: positionInFile(keyEnd), value: inFile(value) };
  }

  return { text, problems, inFile, positionInFile };
}

function withoutQuotes(written: string): string {
  return /^(["'])(.*)\1$/s.exec(written)?.[2] ?? written;
}

class LineStarts {
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  }

  offsetAt({ line, column }: Position): number {
    return (this.#starts[line - 1] ?? 0) + column - 1;
  }

  positionAt(offset: number): Position {
    const line = countUpTo(offset, this.#starts);
    return { line, column: offset - (this.#starts[line - 1] ?? 0) + 1 };
  }
}

/** How many of these numbers, which rise, are not above a limit. */
function countUpTo(limit: number, rising: readonly number[]): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

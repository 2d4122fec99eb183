import { luaTrim } from '../lua-trim.ts';
import type { Position } from '../position.ts';
import type { Problem } from '../problem.ts';

/** Answers the value of an environment variable; undefined where it is not set. */
export type Environment = (name: string) => string | undefined;

/** A text in which `${{VAR}}` was replaced. All offsets are in UTF-16 units. */
export interface ReplacedText {
  readonly text: string;
  /** What was replaced, in its order. */
  readonly replaced: readonly Replacement[];
  /** References to variables that are set nowhere and have no default; nothing stands in their place. */
  readonly unset: readonly { readonly name: string; readonly offset: number }[];
}

export interface Replacement {
  /** Where the reference stood in the text before. */
  readonly from: { readonly start: number; readonly end: number };
  /** Where its value stands in the text after. */
  readonly to: { readonly start: number; readonly end: number };
}

/** `${{VAR}}` and `${{VAR:=default}}`, up to the first `}}`; blanks are Lua's %s (cli/file.lua, `var_sub`, 3.18.0). */
const REFERENCE = /\$\{\{[ \t\n\v\f\r]*(?=\w)([^]*?)\}\}/g;

export function replaceReferences(before: string, env: Environment): ReplacedText {
  const replaced: Replacement[] = [];
  const unset: { readonly name: string; readonly offset: number }[] = [];
  let grown = 0;
  // Nothing can match after the last `}}`; looking there would take quadratic time.
  const end = before.lastIndexOf('}}') + 2;
  const text = before.slice(0, end).replaceAll(REFERENCE, (whole, inner: string, start: number) => {
    const reference = luaTrim(inner);
    const mark = reference.indexOf(':=');
    const name = mark < 0 ? reference : reference.slice(0, mark);
    const value = env(name) ?? (mark < 0 ? undefined : luaTrim(reference.slice(mark + 2)));
    if (value === undefined) unset.push({ name, offset: start });
    const after = value ?? '';
    const to = start + grown;
    replaced.push({ from: { start, end: start + whole.length }, to: { start: to, end: to + after.length } });
    grown += after.length - whole.length;
    return after;
  });
  return { text: text + before.slice(end), replaced, unset };
}

/** One is enough for the gateway to refuse the file. */
export function unsetVariable(name: string, position: Position): Problem {
  return {
    message: `The environment variable ${name} is not set, and \${{${name}}} has no default`,
    hint: `Set it where the gateway starts, or give it a default: \${{${name}:=default}}`,
    position,
    id: 'E07',
    variable: name,
  };
}

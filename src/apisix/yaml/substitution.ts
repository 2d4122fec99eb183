import type { Located, LocatedEntry, LocatedScalar } from '../located.ts';
import { luaToNumber } from '../lua-number.ts';
import type { Problem } from '../problem.ts';

/** Answers the value of an environment variable; undefined where it is not set. */
export type Environment = (name: string) => string | undefined;

/**
 * What becomes of a key that holds `${{VAR}}`: `literal`, it stays as it is; `doubled`, the value gets the new key and keeps the old
 * one too; `renamed`, as one would expect.
 */
export type KeySubstitution = 'literal' | 'doubled' | 'renamed';

export interface Substituted {
  readonly root: Located;
  /** Variables that are set nowhere and have no default; one is enough for the gateway to refuse the file. */
  readonly problems: readonly Problem[];
}

/** `${{VAR}}` and `${{VAR:=default}}`, up to the first `}}`; blanks are Lua's %s (cli/file.lua, `var_sub`, 3.18.0). */
const REFERENCE = /\$\{\{[ \t\n\v\f\r]*(?=\w)([^]*?)\}\}/g;

/**
 * Replaces `${{VAR}}` in all values of a file as the gateway does while it reads the file. A value that holds one and then reads as a
 * numeral, `true` or `false` becomes a number or a boolean, whatever quotes stand around it (cli/file.lua, `resolve_conf_var`, 2.13.0).
 */
export function substitute(
  root: Located,
  { env, keys }: { readonly env: Environment; readonly keys: KeySubstitution },
): Substituted {
  const problems: Problem[] = [];
  return { root: inValue(root), problems };

  function inValue(value: Located): Located {
    if (value.kind === 'table') return { ...value, entries: value.entries.flatMap(inEntry) };
    return value.kind === 'scalar' && typeof value.value === 'string' && value.value.includes('${{')
      ? inScalar(value, value.value)
      : value;
  }

  function inEntry(entry: LocatedEntry): readonly LocatedEntry[] {
    const replaced: LocatedEntry = { ...entry, value: inValue(entry.value) };
    if (keys === 'literal' || typeof entry.key !== 'string') return [replaced];
    const key = inText(entry.key, entry.keyPosition).text;
    if (key === entry.key) return [replaced];
    return keys === 'renamed' ? [{ ...replaced, key }] : [replaced, { ...replaced, key }];
  }

  function inScalar(scalar: LocatedScalar, before: string): LocatedScalar {
    const { text, isReplaced } = inText(before, scalar.position);
    return { ...scalar, value: isReplaced ? typed(text) : text };
  }

  function inText(before: string, position: Problem['position']): { readonly text: string; readonly isReplaced: boolean } {
    let isReplaced = false;
    // Nothing can match after the last `}}`; looking there would take quadratic time.
    const end = before.lastIndexOf('}}') + 2;
    const text = before.slice(0, end).replaceAll(REFERENCE, (_whole, inner: string) => {
      const reference = trimmed(inner);
      const mark = reference.indexOf(':=');
      const name = mark < 0 ? reference : reference.slice(0, mark);
      const value = env(name) ?? (mark < 0 ? undefined : trimmed(reference.slice(mark + 2)));
      if (value === undefined) {
        problems.push({
          message: `The environment variable ${name} is not set, and \${{${name}}} has no default`,
          hint: 'Set it where the gateway starts, or give it a default: ${{VAR:=default}}',
          position,
          id: 'E07',
        });
        return '';
      }
      isReplaced = true;
      return value;
    });
    return { text: text + before.slice(end), isReplaced };
  }
}

function typed(text: string): string | number | boolean {
  const number = luaToNumber(text);
  if (number !== undefined) return number;
  return text === 'true' ? true : text === 'false' ? false : text;
}

/** Without Lua's %s at both ends. One pass: a pattern for the end alone would start again at every blank inside. */
function trimmed(text: string): string {
  return /[^ \t\n\v\f\r](?:[^]*[^ \t\n\v\f\r])?/.exec(text)?.[0] ?? '';
}

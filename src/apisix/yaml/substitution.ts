import type { Located, LocatedEntry, LocatedScalar } from '../located.ts';
import { luaToNumber } from '../lua-number.ts';
import type { Position } from '../position.ts';
import type { Problem } from '../problem.ts';
import { replaceReferences, unsetVariable } from './variable-references.ts';
import type { Environment, ReplacedText } from './variable-references.ts';

export type { Environment } from './variable-references.ts';

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
    if (value.kind === 'table') return { ...value, entries: inEntries(value.entries) };
    return value.kind === 'scalar' && typeof value.value === 'string' && value.value.includes('${{')
      ? inScalar(value, value.value)
      : value;
  }

  /** A key that got its name takes the place of one that had it before. */
  function inEntries(entries: readonly LocatedEntry[]): readonly LocatedEntry[] {
    const kept: LocatedEntry[] = [];
    const renamed = new Map<LocatedEntry['key'], LocatedEntry>();
    for (const entry of entries) {
      const replaced: LocatedEntry = { ...entry, value: inValue(entry.value) };
      const key = inKey(entry);
      if (key !== entry.key) renamed.set(key, { ...replaced, key });
      if (key === entry.key || keys === 'doubled') kept.push(replaced);
    }
    return renamed.size === 0 ? kept : [...kept.filter(({ key }) => !renamed.has(key)), ...renamed.values()];
  }

  function inKey({ key, keyPosition }: LocatedEntry): LocatedEntry['key'] {
    return keys === 'literal' || typeof key !== 'string' ? key : inText(key, keyPosition).text;
  }

  function inScalar(scalar: LocatedScalar, before: string): LocatedScalar {
    const { text, replaced } = inText(before, scalar.position);
    return { ...scalar, value: replaced.length > 0 ? typed(text) : text };
  }

  function inText(before: string, position: Position): ReplacedText {
    const after = replaceReferences(before, env);
    problems.push(...after.unset.map(({ name }) => unsetVariable(name, position)));
    return after;
  }
}

function typed(text: string): string | number | boolean {
  const number = luaToNumber(text);
  if (number !== undefined) return number;
  return text === 'true' ? true : text === 'false' ? false : text;
}

import { compilePcre } from './pcre/pcre.ts';
import { parsePattern } from './pcre/parser.ts';
import { samplesOf } from './pcre/sample.ts';

/** What a pattern of `namespace_selector` comes to, where it must match a namespace as a whole (see selectors.ts). */
export type NamespacePattern =
  | { readonly kind: 'broken'; readonly message: string }
  /** No namespace there can be is matched as a whole. */
  | { readonly kind: 'never' }
  /** It never matches this namespace as a whole, because an alternative before the one that would fits its beginning. */
  | { readonly kind: 'overtaken'; readonly namespace: string; readonly by: string }
  /** An anchor at one end or a `*` for anything, which look like more: it matches `namespace` alone. */
  | { readonly kind: 'narrow'; readonly namespace: string; readonly meant: string }
  | { readonly kind: 'sound' };

/** A DNS label: the only names that namespaces have. Letters come first, so that examples read well. */
const CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789-';
const NAMESPACE = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** How many steps of a search an example may take: of a name and a sensible pattern a few hundred. There may be many examples. */
const STEPS_PER_EXAMPLE = 20_000;

/** What the examples of one alternative showed. */
interface Seen {
  isMatched: boolean;
  overtaken: NamespacePattern | undefined;
}

/** Teams write the same few patterns again and again. */
const known = new Map<string, NamespacePattern>();

/** Judges a pattern by examples of what it matches; one that cannot be judged is sound. */
export function judgeNamespacePattern(source: string): NamespacePattern {
  const judged = known.get(source) ?? judgeByExamples(source);
  known.set(source, judged);
  return judged;
}

function judgeByExamples(source: string): NamespacePattern {
  const compiled = compilePcre(source);
  if (!compiled.ok) return { kind: 'broken', message: compiled.message };
  const alternatives = samplesOf(parsePattern(source), CHARACTERS);
  const seen: Seen[] = [];
  for (const { texts } of alternatives) {
    const seenHere: Seen = { isMatched: false, overtaken: undefined };
    for (const namespace of texts.filter((text) => NAMESPACE.test(text))) {
      const found = compiled.pattern.exec(namespace, STEPS_PER_EXAMPLE);
      if (found === 'limit') return { kind: 'sound' };
      if (found?.match === namespace) seenHere.isMatched = true;
      else if (found !== null) seenHere.overtaken ??= { kind: 'overtaken', namespace, by: found.match };
    }
    seen.push(seenHere);
  }
  if (alternatives.every(({ isWhole }) => isWhole)) {
    if (!seen.some(({ isMatched }) => isMatched)) return { kind: 'never' };
    const overtaken = seen.find(({ isMatched }) => !isMatched)?.overtaken;
    if (overtaken !== undefined) return overtaken;
  }
  return narrow(source) ?? { kind: 'sound' };
}

/** Words that are a pattern for one namespace, but look like one for several. */
function narrow(source: string): NamespacePattern | undefined {
  const [, start, name = '', end] = /^(\^?)([a-z0-9][-a-z0-9]*?)(\$|-?\*)?$/.exec(source) ?? [];
  if (start === undefined) return undefined;
  if (end?.endsWith('*') === true) return { kind: 'narrow', namespace: name, meant: `${source.replace(/\*$/, '')}.*` };
  if (start === '^' && end === undefined) return { kind: 'narrow', namespace: name, meant: `${name}.*` };
  return start === '' && end === '$' ? { kind: 'narrow', namespace: name, meant: `.*${name}` } : undefined;
}

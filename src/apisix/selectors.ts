import type { NamespaceSelector } from './discovery-config/model.ts';
import type { Json, Nil } from './lua.ts';
import { compilePcre } from './pcre/pcre.ts';

/** Whether the gateway keeps an object with this `metadata.namespace`, which may be anything. */
export type NamespaceFilter = (namespace: Json | Nil) => boolean;

/**
 * The part of `namespace_selector` that the gateway judges itself (init.lua, core.lua `setup_namespace_selector`, all releases).
 * A pattern matches when its leftmost match is the whole namespace, so `def` does not match `default`, nor `a|ab` `ab`.
 * A pattern that PCRE cannot compile matches nothing in `match`; in `not_match` it excludes every namespace that no pattern before
 * it decided. Undefined where the API server does the filtering or there is none.
 */
export function namespaceFilter(selector: NamespaceSelector | undefined): NamespaceFilter | undefined {
  if (selector === undefined || selector.kind === 'equal' || selector.kind === 'not-equal') return undefined;
  const verdicts = selector.patterns.map(patternVerdict);
  if (selector.kind === 'match') return (namespace) => verdicts.some((verdict) => verdict(namespace) === 'match');
  return (namespace) => verdicts.every((verdict) => verdict(namespace) === 'no match');
}

/** All that `namespace_selector` leaves in, whether the gateway or the API server judges it. */
export function selectsNamespace(selector: NamespaceSelector | undefined): NamespaceFilter {
  switch (selector?.kind) {
    case 'equal':
      return (namespace) => namespace === selector.namespace;
    case 'not-equal':
      return (namespace) => namespace !== selector.namespace;
    default:
      return namespaceFilter(selector) ?? (() => true);
  }
}

/** A pattern of `namespace_selector` that PCRE cannot compile, with PCRE's own words. */
export interface BrokenPattern {
  readonly pattern: string;
  readonly message: string;
}

/** The patterns that {@link namespaceFilter} cannot use. */
export function brokenPatterns(selector: NamespaceSelector | undefined): readonly BrokenPattern[] {
  if (selector?.kind !== 'match' && selector?.kind !== 'not-match') return [];
  return selector.patterns.flatMap((pattern) => {
    const compiled = compilePcre(pattern);
    return compiled.ok ? [] : [{ pattern, message: compiled.message }];
  });
}

/** The field selector that goes to the API server with every list and watch, if any. */
export function fieldSelector(selector: NamespaceSelector | undefined): string | undefined {
  switch (selector?.kind) {
    case 'equal':
      return `metadata.namespace=${selector.namespace}`;
    case 'not-equal':
      return `metadata.namespace!=${selector.namespace}`;
    default:
      return undefined;
  }
}

type Verdict = 'match' | 'no match' | 'error';

function patternVerdict(source: string): (namespace: Json | Nil) => Verdict {
  const compiled = compilePcre(source);
  if (!compiled.ok) return () => 'error';
  return (namespace) => {
    // What is no text is matched as its tostring(), but the match is then compared with the value itself.
    if (typeof namespace !== 'string') return 'no match';
    const found = compiled.pattern.exec(namespace);
    if (found === 'limit') return 'error';
    return found?.match === namespace ? 'match' : 'no match';
  };
}

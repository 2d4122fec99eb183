import { inWords } from '../in-words.ts';
import type { LocatedEntry } from '../located.ts';
import type { Position } from '../position.ts';
import type { Problem } from '../problem.ts';
import type { Violation } from '../schema/violations.ts';
import { choiceOfKeys } from '../schema/wording.ts';
import type { ObjectCheck } from './object-check.ts';
import type { ObjectKind } from './routing-object.ts';
import { explain, NOUNS } from './wording.ts';

/** Settings of an upstream that are often written beside `upstream`. */
const DISCOVERY_KEYS: readonly LocatedEntry['key'][] = ['service_name', 'discovery_type', 'discovery_args'];

/**
 * What a schema refuses of an object, in words. Keys of an upstream on the object itself are one problem (W22), which also says why there
 * is no upstream; where a release takes them in silence, the missing upstream is told at these keys.
 */
export function explainAll(
  broken: readonly Violation[],
  { object: { kind }, value }: Pick<ObjectCheck, 'object' | 'value'>,
): readonly Problem[] {
  const misplaced =
    kind === 'upstreams' || value.kind !== 'table' ? [] : value.entries.filter(({ key }) => DISCOVERY_KEYS.includes(key));
  const [first] = misplaced;
  if (first === undefined) return broken.flatMap((violation) => explain(violation, kind));
  const isRefused = broken.some(isOfMisplaced);
  return [
    ...(isRefused ? [misplacedKeys(misplaced, { kind, position: first.keyPosition })] : []),
    ...broken.flatMap((violation): readonly Problem[] => {
      if (isOfMisplaced(violation) || (isRefused && lacksUpstream(violation))) return [];
      const problems = explain(violation, kind);
      if (!lacksUpstream(violation)) return problems;
      return problems.map((problem) => ({ ...problem, hint: moveHint(misplaced), position: first.keyPosition }));
    }),
  ];
}

function misplacedKeys(
  entries: readonly LocatedEntry[],
  { kind, position }: { readonly kind: ObjectKind; readonly position: Position },
): Problem {
  const [stand, mean] = entries.length === 1 ? ['stands', 'it means'] : ['stand', 'they mean'];
  return {
    message: `${namesOf(entries)} ${stand} on the ${NOUNS[kind]} itself, where ${mean} nothing`,
    hint: moveHint(entries),
    position,
    id: 'W22',
  };
}

function moveHint(entries: readonly LocatedEntry[]): string {
  return `Move ${entries.length === 1 ? 'it' : 'them'} into upstream`;
}

function namesOf(entries: readonly LocatedEntry[]): string {
  return inWords(
    entries.map(({ key }) => String(key)),
    'and',
  );
}

function isOfMisplaced(violation: Violation): boolean {
  return (
    violation.keyword === 'additionalProperties' && violation.path.length === 0 && DISCOVERY_KEYS.includes(violation.unknown.key)
  );
}

function lacksUpstream(violation: Violation): boolean {
  return violation.keyword === 'anyOf' && violation.path.length === 0 && choiceOfKeys(violation).known.includes('upstream');
}

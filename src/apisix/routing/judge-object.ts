import type { Release } from '../release.ts';
import { adminProblems } from './admin.ts';
import { dataPlaneProblems } from './data-plane.ts';
import { rulesOf } from './object-check.ts';
import type { ObjectVerdict, ReferenceLookup, RoutingObject } from './routing-object.ts';
import { servingProblems } from './serving.ts';

/**
 * Judges an object as the data plane and the Admin API of a release do. What `exists` does not know is taken as existing. Problems
 * that have no row of their own in the catalogue carry no id.
 */
export function judgeObject(
  object: RoutingObject,
  { release, exists }: { readonly release: Release; readonly exists: ReferenceLookup },
): ObjectVerdict {
  const check = { object, value: object.entry.value, rules: rulesOf(release) };
  const refusals = dataPlaneProblems(check);
  const adminRefusals = adminProblems(check, exists);
  const accepted = refusals.length === 0;
  return {
    accepted,
    refusals: refusals.map((problem) => ({ id: 'W20', ...problem })),
    admin: adminRefusals.length === 0,
    adminRefusals: adminRefusals.map((problem) => ({ id: 'W21', ...problem })),
    servingProblems: accepted ? servingProblems(check, exists) : [],
  };
}

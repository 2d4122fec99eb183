import type { Located } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Release } from '../release.ts';
import type { Schema } from '../schema/schema.ts';
import { violations } from '../schema/violations.ts';
import type { Exemption } from '../schema/violations.ts';
import { explainAll } from './misplaced-keys.ts';
import { objectRules } from './object-rules.ts';
import type { ObjectRules } from './object-rules.ts';
import type { ObjectKind, RoutingObject } from './routing-object.ts';
import { objectSchemas } from './schemas/objects.ts';
import { exemptsSecretReferences, holdsSecretReference } from './secret-reference.ts';

/** An object as one of the two checks has it, and what the release asks of it. */
export interface ObjectCheck {
  readonly object: RoutingObject;
  /** The object's value as that check sees it. */
  readonly value: Located;
  readonly rules: ObjectRules;
}

/** What the schema of its kind refuses of an object. */
export function schemaProblems(check: ObjectCheck): readonly Problem[] {
  return problemsOf(check, check.rules.exemptsSecretReferences ? exemptsSecretReferences : undefined);
}

/** What it would refuse of an object that was accepted, were it asked about references to secrets, too. */
export function exemptedProblems(check: ObjectCheck): readonly Problem[] {
  return check.rules.exemptsSecretReferences && holdsSecretReference(check.value) ? problemsOf(check) : [];
}

function problemsOf({ object, value, rules }: ObjectCheck, isExempt?: Exemption): readonly Problem[] {
  const { kind, entry } = object;
  const { keyPosition } = entry;
  const broken = violations(schemasOf(rules)[kind], { value, path: [], keyPosition }, isExempt);
  return explainAll(broken, { object, value });
}

const rulesOfReleases = new Map<string, ObjectRules>();
const knownRules = new Map<string, ObjectRules>();
const schemasOfRules = new WeakMap<ObjectRules, Readonly<Record<ObjectKind, Schema>>>();

/** The rules of a release: the same object for all that have the same. */
export function rulesOf(release: Release): ObjectRules {
  const known = rulesOfReleases.get(release.version);
  if (known !== undefined) return known;
  const own = objectRules(release);
  const name = JSON.stringify(own);
  const rules = knownRules.get(name) ?? own;
  knownRules.set(name, rules);
  rulesOfReleases.set(release.version, rules);
  return rules;
}

function schemasOf(rules: ObjectRules): Readonly<Record<ObjectKind, Schema>> {
  const known = schemasOfRules.get(rules);
  if (known !== undefined) return known;
  const schemas = objectSchemas(rules);
  schemasOfRules.set(rules, schemas);
  return schemas;
}

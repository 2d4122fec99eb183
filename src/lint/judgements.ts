import { judgeConfig } from '../apisix/judge-config.ts';
import type { Release } from '../apisix/release.ts';
import { judgeObject } from '../apisix/routing/judge-object.ts';
import { rulesOf } from '../apisix/routing/object-check.ts';
import type { ObjectRules } from '../apisix/routing/object-rules.ts';
import type { ObjectKind, ReferenceLookup, RoutingObject } from '../apisix/routing/routing-object.ts';
import type { Environment } from '../apisix/yaml/substitution.ts';
import type { LintDocument } from './document.ts';
import type { JudgedConfig, JudgedObject } from './rule.ts';
import type { ObjectName } from './run-facts.ts';

/** What one release makes of everything that a run has read. */
export interface Judgements {
  readonly configs: readonly JudgedConfig[];
  readonly objects: readonly JudgedObject[];
  /** The first object of that kind and id; undefined where there is none. */
  readonly objectNamed: (name: ObjectName) => JudgedObject | undefined;
  /** The ids of all objects of that kind that have one. */
  readonly idsOf: (kind: ObjectKind) => readonly string[];
}

/** Judges all documents as each release does, in the order of the releases. */
export function judgeAll(
  documents: readonly LintDocument[],
  { releases, env }: { readonly releases: readonly Release[]; readonly env: Environment },
): ReadonlyMap<Release, Judgements> {
  const judgeObjects = objectsJudge();
  return new Map(releases.map((release) => [release, judgementsOf(documents, { release, env, judgeObjects })]));
}

/** Judges the configs and objects of all documents as one release does. */
function judgementsOf(
  documents: readonly LintDocument[],
  { release, env, judgeObjects }: { readonly release: Release; readonly env: Environment; readonly judgeObjects: ObjectsJudge },
): Judgements {
  const configs = documents.flatMap((document) =>
    document.config === undefined ? [] : [{ document, release, verdict: judgeConfig(document.config, { release, env }) }],
  );
  const read = documents.flatMap((document) =>
    document.objects({ release, env }).objects.map((object) => ({ document, object })),
  );
  const objects = judgeObjects(read, release);
  return { configs, objects, objectNamed: objectLookup(objects), idsOf: (kind) => idsIn(objects, kind) };
}

type ReadObject = Pick<JudgedObject, 'document' | 'object'>;

/** What a release makes of each object; references are looked up among those very objects. */
type ObjectsJudge = (read: readonly ReadObject[], release: Release) => readonly JudgedObject[];

/** A judge who remembers: half of all releases read the same objects and check them by the same rules as one before. */
function objectsJudge(): ObjectsJudge {
  const before: { readonly rules: ObjectRules; readonly judged: readonly JudgedObject[] }[] = [];
  return (read, release) => {
    const rules = rulesOf(release);
    const alike = before.find((one) => one.rules === rules && isSame(one.judged, read));
    if (alike !== undefined) return alike.judged.map((judged) => ({ ...judged, release }));
    const exists = referenceLookup(read.map(({ object }) => object));
    const judged = read.map(({ document, object }) => ({
      document,
      release,
      object,
      verdict: judgeObject(object, { release, exists }),
    }));
    before.push({ rules, judged });
    return judged;
  };
}

function isSame(left: readonly ReadObject[], right: readonly ReadObject[]): boolean {
  return left.length === right.length && left.every(({ object }, index) => object === right[index]?.object);
}

function objectLookup(objects: readonly JudgedObject[]): Judgements['objectNamed'] {
  const byName = new Map<string, JudgedObject>();
  for (const judged of objects) {
    const { kind, id } = judged.object;
    if (id !== undefined && !byName.has(`${kind} ${id}`)) byName.set(`${kind} ${id}`, judged);
  }
  return ({ kind, id }) => byName.get(`${kind} ${id}`);
}

function idsIn(objects: readonly JudgedObject[], kind: ObjectKind): readonly string[] {
  return objects.flatMap(({ object }) => (object.kind === kind && object.id !== undefined ? [object.id] : []));
}

/** Ids are compared as text (core/config_yaml.lua). A kind of which the run holds no object with an id is unknown, not empty. */
function referenceLookup(objects: readonly RoutingObject[]): ReferenceLookup {
  const ids = new Map<string, Set<string>>();
  for (const { kind, id } of objects) {
    if (id === undefined) continue;
    const ofKind = ids.get(kind) ?? new Set<string>();
    ids.set(kind, ofKind.add(id));
  }
  return ({ kind, id }) => ids.get(kind)?.has(id);
}

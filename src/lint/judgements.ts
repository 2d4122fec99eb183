import { judgeConfig } from '../apisix/judge-config.ts';
import type { Release } from '../apisix/release.ts';
import { judgeObject } from '../apisix/routing/judge-object.ts';
import type { ReferenceLookup, RoutingObject } from '../apisix/routing/routing-object.ts';
import type { Environment } from '../apisix/yaml/substitution.ts';
import type { LintDocument } from './document.ts';
import type { JudgedConfig, JudgedObject } from './rule.ts';

/** What one release makes of everything that a run has read. */
export interface Judgements {
  readonly configs: readonly JudgedConfig[];
  readonly objects: readonly JudgedObject[];
}

/** Judges all documents as each release does, in the order of the releases. */
export function judgeAll(
  documents: readonly LintDocument[],
  { releases, env }: { readonly releases: readonly Release[]; readonly env: Environment },
): ReadonlyMap<Release, Judgements> {
  return new Map(releases.map((release) => [release, judgementsOf(documents, { release, env })]));
}

/** Judges the configs and objects of all documents as one release does; references are looked up among those very objects. */
function judgementsOf(
  documents: readonly LintDocument[],
  { release, env }: { readonly release: Release; readonly env: Environment },
): Judgements {
  const configs = documents.flatMap((document) =>
    document.config === undefined ? [] : [{ document, release, verdict: judgeConfig(document.config, { release, env }) }],
  );
  const read = documents.flatMap((document) =>
    document.objects({ release, env }).objects.map((object) => ({ document, object })),
  );
  const exists = referenceLookup(read.map(({ object }) => object));
  const objects = read.map(({ document, object }) => ({
    document,
    release,
    object,
    verdict: judgeObject(object, { release, exists }),
  }));
  return { configs, objects };
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

import { entryOf, tableKind } from '../located.ts';
import type { Problem } from '../problem.ts';
import { nullsAsTables } from '../yaml/merge.ts';
import { deadReferences } from './missing-references.ts';
import { exemptedProblems } from './object-check.ts';
import type { ObjectCheck } from './object-check.ts';
import type { ReferenceLookup, UpstreamPlace } from './routing-object.ts';
import { upstreamsOf } from './upstream-place.ts';

/** Why requests fail although the data plane takes the object (upstream.lua, `set_by_route`; init.lua). */
export function servingProblems(check: ObjectCheck, exists: ReferenceLookup): readonly Problem[] {
  const value = nullsAsTables(check.value);
  // An upstream_id goes before the upstream that stands beside it.
  const isUsed = ({ where }: UpstreamPlace) =>
    where === 'itself' || (where === 'embedded' && entryOf(value, 'upstream_id') === undefined);
  const upstreams = upstreamsOf({ ...check.object, entry: { ...check.object.entry, value } }).filter(isUsed);
  return [...upstreams.flatMap(withoutNodes), ...deadReferences(check, exists), ...unresolvedReferences({ ...check, value })];
}

/** What stands in a plugin is not part of the schema, and is resolved (plugin.lua, 3.17.0). */
function unresolvedReferences(check: ObjectCheck): readonly Problem[] {
  const hint = 'Write the value itself: references to secrets are resolved in plugins only';
  return exemptedProblems(check).map((problem) => ({ ...problem, hint, id: 'W27' }));
}

function withoutNodes({ value }: UpstreamPlace): readonly Problem[] {
  const name = entryOf(value, 'service_name');
  const nodes = entryOf(value, 'nodes');
  if (nodes === undefined) return [];
  if (name !== undefined && entryOf(value, 'discovery_type') === undefined) {
    return [
      {
        message:
          'service_name stands beside nodes without discovery_type: every request is answered 503 (discovery server need appoint)',
        hint: 'Add discovery_type and remove nodes, or remove service_name',
        position: name.keyPosition,
        id: 'W03',
      },
    ];
  }
  if (nodes.value.kind !== 'table' || tableKind(nodes.value) !== 'empty') return [];
  return [
    {
      message: 'nodes is empty: every request is answered 503 (no valid upstream node)',
      hint: 'Add a node, or use service_name and discovery_type instead',
      position: nodes.keyPosition,
      id: 'W25',
    },
  ];
}

import type { Problem } from '../problem.ts';
import type { ObjectCheck } from './object-check.ts';
import type { ObjectRules } from './object-rules.ts';
import { referencesOf } from './references.ts';
import type { Reference } from './references.ts';
import type { ObjectKind, ReferenceKind, ReferenceLookup } from './routing-object.ts';

/** References that the Admin API looks up, and finds nothing (admin/*.lua, upstream.lua). */
export function missingReferences({ object, value, rules }: ObjectCheck, exists: ReferenceLookup): readonly Problem[] {
  const lookedUp = LOOKED_UP[object.kind];
  const references = referencesOf({ ...object, entry: { ...object.entry, value } });
  return references.flatMap((reference) =>
    reference.where === 'object' && lookedUp(rules).includes(reference.property) ? missing(reference, exists) : [],
  );
}

/** References that the data plane follows with each request, and finds nothing (init.lua, plugin.lua, plugins/traffic-split.lua). */
export function deadReferences({ object, value, rules }: ObjectCheck, exists: ReferenceLookup): readonly Problem[] {
  const followed = [
    'upstream_id',
    ...(object.kind === 'stream_routes' && !rules.streamService ? [] : ['service_id']),
    'plugin_config_id',
  ];
  const references = referencesOf({ ...object, entry: { ...object.entry, value } });
  return references.flatMap((reference) => (followed.includes(reference.property) ? missing(reference, exists) : []));
}

const LOOKED_UP: Readonly<Record<ObjectKind, (rules: ObjectRules) => readonly string[]>> = {
  routes: (rules) => ['upstream_id', 'service_id', 'plugin_config_id', ...certificate(rules)],
  upstreams: certificate,
  services: (rules) => ['upstream_id', ...certificate(rules)],
  stream_routes: ({ streamService, looksUpSuperior }) => [
    'upstream_id',
    ...(streamService ? ['service_id'] : []),
    ...(looksUpSuperior ? ['superior_id'] : []),
  ],
};

function certificate({ tls }: ObjectRules): readonly string[] {
  return tls === 'pair' ? [] : ['client_cert_id'];
}

const NAMES: Readonly<Record<ReferenceKind, string>> = {
  routes: 'route',
  upstreams: 'upstream',
  services: 'service',
  stream_routes: 'stream route',
  plugin_configs: 'plugin config',
  ssls: 'certificate',
};

function missing({ kind, id, property, position }: Reference, exists: ReferenceLookup): readonly Problem[] {
  if (exists({ kind, id }) !== false) return [];
  return [{ message: `${property} is ${JSON.stringify(id)}, but there is no ${NAMES[kind]} with that id`, position, id: 'W26' }];
}

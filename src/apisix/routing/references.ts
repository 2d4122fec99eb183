import { entryOf, valueAt } from '../located.ts';
import type { Located } from '../located.ts';
import type { Position } from '../position.ts';
import type { ReferenceKind, RoutingObject } from './routing-object.ts';
import { splitTargets } from './split-targets.ts';

/** An id by which an object names another one. */
export interface Reference {
  readonly kind: ReferenceKind;
  readonly id: string;
  /** The key it is the value of, such as `upstream_id`. */
  readonly property: string;
  /** In the object itself or in its upstream, where the Admin API looks it up, or in a plugin, where nobody does. */
  readonly where: 'object' | 'plugin';
  /** Of the id. */
  readonly position: Position;
}

const KINDS = {
  upstream_id: 'upstreams',
  service_id: 'services',
  plugin_config_id: 'plugin_configs',
  client_cert_id: 'ssls',
  superior_id: 'stream_routes',
} as const satisfies Readonly<Record<string, ReferenceKind>>;

/** The ids that an object names, as far as they are text or numbers, whether or not its kind may have them. */
export function referencesOf({ kind, entry: { value } }: RoutingObject): readonly Reference[] {
  const upstream = kind === 'upstreams' ? value : entryOf(value, 'upstream')?.value;
  return [
    ...(['upstream_id', 'service_id', 'plugin_config_id'] as const).flatMap((property) => referenceIn(value, property, 'object')),
    ...referenceIn(valueAt(upstream, ['tls']), 'client_cert_id', 'object'),
    ...referenceIn(valueAt(value, ['protocol']), 'superior_id', 'object'),
    ...splitTargets(value).flatMap((target) => referenceIn(target, 'upstream_id', 'plugin')),
  ];
}

function referenceIn(owner: Located | undefined, property: keyof typeof KINDS, where: Reference['where']): readonly Reference[] {
  const id = entryOf(owner, property)?.value;
  if (id?.kind !== 'scalar' || typeof id.value === 'boolean') return [];
  return [{ kind: KINDS[property], id: String(id.value), property, where, position: id.position }];
}

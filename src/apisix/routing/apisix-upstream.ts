import { entryOf, itemsOf, valueAt } from '../located.ts';
import type { Located } from '../located.ts';
import { reshaped } from './reshape.ts';
import type { Reshaping } from './reshape.ts';
import type { RoutingObject } from './routing-object.ts';

const DISCOVERY: Reshaping = {
  rename: { serviceName: 'service_name', type: 'discovery_type', args: 'discovery_args' },
  defaults: { type: 'roundrobin' },
};

/**
 * The upstreams with discovery that the ingress controller makes of an ApisixUpstream (apisix.apache.org/v2): of its `spec.discovery`,
 * and of those for single ports. Its name serves as their id.
 */
export function upstreamsOfCrd(resource: Located): readonly RoutingObject[] {
  const spec = valueAt(resource, ['spec']);
  if (spec === undefined) return [];
  const name = valueAt(resource, ['metadata', 'name']);
  const id = name?.kind === 'scalar' ? String(name.value) : undefined;
  const ports = valueAt(spec, ['portLevelSettings']);
  const settings = [spec, ...(ports?.kind === 'table' ? itemsOf(ports).map(({ value }) => value) : [])];
  return settings.flatMap((owner): readonly RoutingObject[] => {
    const discovery = entryOf(owner, 'discovery');
    if (discovery?.value.kind !== 'table') return [];
    const upstream = reshaped(discovery.value, DISCOVERY);
    const scheme = entryOf(owner, 'scheme');
    const value = upstream.kind === 'table' && scheme ? { ...upstream, entries: [...upstream.entries, scheme] } : upstream;
    return [{ kind: 'upstreams', id, entry: { ...discovery, value }, judge: 'admin' }];
  });
}

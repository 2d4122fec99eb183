import type { LocatedEntry, LocatedScalar } from '../apisix/located.ts';
import { entryOf } from '../apisix/located.ts';
import type { RoutingObject, UpstreamPlace } from '../apisix/routing/routing-object.ts';
import { upstreamsOf } from '../apisix/routing/upstream-place.ts';

/** A scalar that is text. */
export type LocatedText = LocatedScalar & { readonly value: string };

/** An upstream that leaves its nodes to a registry. */
export interface DiscoveredUpstream {
  readonly place: UpstreamPlace;
  /** `discovery_type`, exactly as the gateway compares it. */
  readonly registry: LocatedText;
  /** Undefined where it has none, or one that is no text. */
  readonly serviceName: LocatedText | undefined;
}

/** The upstreams of an object that name a registry, whether or not the gateway would take them; not those of plugins, which are never looked up. */
export function discoveredUpstreams(object: RoutingObject): readonly DiscoveredUpstream[] {
  return upstreamsOf(object).flatMap((place) => {
    if (place.where === 'plugin') return [];
    const registry = textOf(entryOf(place.value, 'discovery_type'));
    return registry === undefined ? [] : [{ place, registry, serviceName: textOf(entryOf(place.value, 'service_name')) }];
  });
}

/** The service_names in an object that are looked up in the Kubernetes discovery. */
export function kubernetesNames(object: RoutingObject): readonly LocatedText[] {
  return discoveredUpstreams(object).flatMap(({ registry, serviceName }) =>
    registry.value === 'kubernetes' && serviceName !== undefined ? [serviceName] : [],
  );
}

/** The value of an entry where that is text. */
function textOf(entry: LocatedEntry | undefined): LocatedText | undefined {
  return entry !== undefined && isText(entry.value) ? entry.value : undefined;
}

function isText(value: LocatedEntry['value']): value is LocatedText {
  return value.kind === 'scalar' && typeof value.value === 'string';
}

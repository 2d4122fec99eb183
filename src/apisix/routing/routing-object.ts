import type { Located, LocatedEntry } from '../located.ts';
import type { Problem } from '../problem.ts';

/** The kinds whose objects may name nodes or a service_name, as the Admin API calls them. */
export const OBJECT_KINDS = ['routes', 'upstreams', 'services', 'stream_routes'] as const;

export type ObjectKind = (typeof OBJECT_KINDS)[number];

/** A route, upstream, service or stream route, wherever it was written. */
export interface RoutingObject {
  readonly kind: ObjectKind;
  /** As text; undefined where it has none. */
  readonly id: string | undefined;
  /** The object itself, and where it is written. */
  readonly entry: Pick<LocatedEntry, 'value' | 'keyPosition' | 'keyEnd'>;
  /** Who will check it: the gateway that reads it from a file, or the Admin API that it is put to. What the other says is told, too. */
  readonly judge: 'data-plane' | 'admin';
}

/** What one release makes of an object. Both checks see it as {@link RoutingObject.entry} holds it. */
export interface ObjectVerdict {
  /** The data plane takes it (core/config_yaml.lua, config_etcd.lua and the checkers of its kind). */
  readonly accepted: boolean;
  readonly refusals: readonly Problem[];
  /** The Admin API takes it as the body of `PUT …/<kind>/<id>`. */
  readonly admin: boolean;
  readonly adminRefusals: readonly Problem[];
  /** Accepted by the data plane, and yet no request is served: `discovery server need appoint`, an empty list of nodes. */
  readonly servingProblems: readonly Problem[];
}

/** The kinds that an object can name by id, as the Admin API calls them. */
export type ReferenceKind = ObjectKind | 'plugin_configs' | 'ssls';

/** Whether the objects of a run hold the one that is referred to; undefined where no file of the run says anything of that kind. */
export type ReferenceLookup = (reference: { readonly kind: ReferenceKind; readonly id: string }) => boolean | undefined;

/** The values of an upstream wherever it stands: an upstream itself, or inside a route, service or stream route. */
export interface UpstreamPlace {
  /** An upstream itself, `upstream` of another object, or one that a plugin (traffic-split) has in its configuration. */
  readonly where: 'itself' | 'embedded' | 'plugin';
  readonly value: Located;
  readonly entry: Pick<LocatedEntry, 'keyPosition' | 'keyEnd'>;
}

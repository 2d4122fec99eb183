import type { NamespaceSelector } from '../apisix/discovery-config/model.ts';
import type { Release } from '../apisix/release.ts';
import type { DiscoveryMode } from '../apisix/service-name.ts';
import type { GatewayView, Resource } from '../apisix/view.ts';
import type { ReflectorState } from './reflector.ts';

/** What the gateway's configuration asks of one cluster. */
export interface ClusterSettings {
  /** Only in multi-cluster mode. */
  readonly id: string | undefined;
  /** For people: the id, or the context's name, or the host. */
  readonly name: string;
  readonly resource: Resource;
  readonly namespaceSelector: NamespaceSelector | undefined;
  readonly labelSelector: string | undefined;
  readonly defaultWeight: number;
}

/** One cluster as far as it has been read, from an API server or from files. */
export interface DiscoveredCluster {
  readonly setup: ClusterSettings;
  /** Scheme, host and port; undefined where the objects came from files. */
  readonly server: string | undefined;
  readonly view: GatewayView;
  /** Until `lists` is 1 nothing is known for sure; `lastError` may say why. */
  readonly state: Pick<
    ReflectorState,
    'objects' | 'resourceVersion' | 'lists' | 'emptyPages' | 'lastError' | 'pageFailure' | 'warnings'
  >;
}

/** What a gateway of one release knows of all its clusters. */
export interface Discovery<C extends DiscoveredCluster = DiscoveredCluster> {
  readonly release: Release;
  readonly mode: DiscoveryMode;
  /** One in single mode; in multi mode one for each id. */
  readonly clusters: readonly C[];
}

import type { Release } from '../apisix/release.ts';
import { namespaceFilter, selectsNamespace } from '../apisix/selectors.ts';
import { GatewayView } from '../apisix/view.ts';
import type { ClusterSettings, DiscoveredCluster } from '../discovery/discovery.ts';
import type { Labels } from './facts.ts';
import { field, text, texts } from './json-fields.ts';
import type { ManifestObjects } from './manifests.ts';

export interface OfflineClusterOptions {
  readonly release: Release;
  readonly setup: ClusterSettings;
  readonly objects: ManifestObjects;
  /** What `label_selector` comes to. */
  readonly selectsLabels: (labels: Labels) => boolean;
}

/** A cluster that was read from files: as if its API server had listed them once. */
export interface OfflineCluster extends DiscoveredCluster {
  readonly objects: ManifestObjects;
}

/** Applies the selectors as the API server would, and the rest as the gateway does. */
export function offlineCluster({ release, setup, objects, selectsLabels }: OfflineClusterOptions): OfflineCluster {
  const view = new GatewayView({
    release,
    resource: setup.resource,
    namespaceFilter: namespaceFilter(setup.namespaceSelector),
    defaultWeight: setup.defaultWeight,
  });
  const inNamespace = selectsNamespace(setup.namespaceSelector);
  const judgedByServer = setup.namespaceSelector?.kind === 'equal' || setup.namespaceSelector?.kind === 'not-equal';
  const kind = view.resource === 'endpoints' ? 'Endpoints' : 'EndpointSlice';
  const items = (objects.get(kind) ?? []).filter((object) => {
    const metadata = field(object, 'metadata');
    return (
      selectsLabels(texts(field(metadata, 'labels'))) &&
      (!judgedByServer || inNamespace(text(field(metadata, 'namespace')) ?? ''))
    );
  });
  view.beginList();
  view.listPage({ items, continueToken: undefined });
  view.endList();
  return {
    setup,
    server: undefined,
    view,
    objects,
    state: {
      objects: items.length,
      resourceVersion: '',
      lists: 1,
      emptyPages: 0,
      lastError: undefined,
      pageFailure: undefined,
      warnings: [],
    },
  };
}

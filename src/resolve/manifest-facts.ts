import { SERVICE_NAME_LABEL } from '../apisix/view.ts';
import type { ClusterFacts, Labels } from './facts.ts';
import type { JsonObject } from './json-fields.ts';
import { field, objectKey, texts } from './json-fields.ts';
import { deploymentFact, podFact, serviceFact } from './kube-objects.ts';
import type { ManifestKind } from './manifests.ts';
import type { OfflineCluster } from './offline-cluster.ts';

/** Facts from the files that a cluster was read from. A kind that the files do not hold at all is unknown. */
export function manifestFacts({ objects, view }: OfflineCluster): ClusterFacts {
  const named = (kind: ManifestKind, key: string): JsonObject | undefined =>
    objects.get(kind)?.find((object) => objectKey(object) === key);
  const services = objects.get('Service')?.map(serviceFact);
  const pods = objects.get('Pod')?.map(podFact);

  return {
    service: async (namespace, name) =>
      services === undefined ? 'unknown' : services.find((one) => one.namespace === namespace && one.name === name),
    servicesNamed: async (name) => services?.filter((one) => one.name === name) ?? 'unknown',
    servicesIn: async (namespace) => services?.filter((one) => one.namespace === namespace) ?? 'unknown',
    backing: async (namespace, service) => {
      const key = `${namespace}/${service}`;
      if (view.resource === 'endpoints') return (objects.get('Endpoints') ?? []).filter((object) => objectKey(object) === key);
      return (objects.get('EndpointSlice') ?? []).filter((slice) => sliceServiceKey(slice) === key);
    },
    workload: async (namespace, name) => {
      const key = `${namespace}/${name}`;
      const deployment = named('Deployment', key);
      if (deployment !== undefined) return deploymentFact(deployment);
      const pod = named('Pod', key);
      if (pod !== undefined) return { kind: 'pod', podLabels: podFact(pod).labels };
      return objects.has('Deployment') && objects.has('Pod') ? undefined : 'unknown';
    },
    pods: async (namespace, selector) =>
      pods?.filter((pod) => pod.namespace === namespace && carries(pod.labels, selector)) ?? 'unknown',
  };
}

function sliceServiceKey(slice: JsonObject): string {
  const metadata = field(slice, 'metadata');
  const { [SERVICE_NAME_LABEL]: service = '' } = texts(field(metadata, 'labels'));
  return objectKey({ metadata: { namespace: field(metadata, 'namespace'), name: service } });
}

function carries(labels: Labels, selector: Labels): boolean {
  return Object.entries(selector).every(([label, value]) => labels[label] === value);
}

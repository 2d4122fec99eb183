import { addressGroups } from '../backing.ts';
import type { ServicePort } from '../facts.ts';
import type { Explain } from '../question.ts';

// What the Service itself says, so that no address can come of it.

/** S13. */
export const externalName: Explain = async ({ facts, namespace, service, key }) => {
  const fact = await facts.service(namespace, service);
  if (fact === 'unknown' || fact?.externalName === undefined) return undefined;
  return {
    id: 'S13',
    message: `${key} is an ExternalName Service for ${fact.externalName}, which has no Endpoints. Use nodes or DNS discovery with that name.`,
    suggestions: [],
  };
};

/** S15: addresses without a port, which only a Service without ports has. */
export const withoutPorts: Explain = async ({ cluster, facts, namespace, service, key }) => {
  const objects = await facts.backing(namespace, service);
  const groups = objects === 'unknown' ? [] : addressGroups(objects, cluster.view.resource);
  const portless = groups.some(({ ports, ready, notReady }) => ports.length === 0 && ready + notReady > 0);
  const fact = await facts.service(namespace, service);
  const declaresNone = fact !== 'unknown' && fact?.ports.length === 0;
  // Where the Service does declare ports, its pods lack them (S12).
  if (!declaresNone && (!portless || fact !== 'unknown')) return undefined;
  return {
    id: 'S15',
    message: `The Service ${key} declares no port, and a name needs one. Declare a port on it.`,
    suggestions: [],
  };
};

/** S12: `targetPort` is a name that no container of its pods has. */
export const namedTargetPort: Explain = async ({ facts, lookup, namespace, service, key, port }) => {
  const fact = await facts.service(namespace, service);
  if (fact === 'unknown' || fact?.selector === undefined) return undefined;
  const hasOtherPorts = lookup.kind === 'no-port' && lookup.ports.size > 0;
  const target = namedTarget(hasOtherPorts ? fact.ports.filter((one) => isMeant(one, port)) : fact.ports, port);
  if (target === undefined) return undefined;
  const pods = await facts.pods(namespace, fact.selector);
  if (pods === 'unknown' || pods.length === 0 || pods.some(({ portNames }) => portNames.includes(target))) return undefined;
  return {
    id: 'S12',
    message: `The Service ${key} sends to the port named ${target}, and no container of its pods has a port of this name.`,
    suggestions: [],
  };
};

/** S11, and S10 where pods exist but have no address yet. */
export const noPods: Explain = async ({ facts, namespace, service, key, lookup }) => {
  const fact = await facts.service(namespace, service);
  if (fact !== 'unknown' && fact?.selector !== undefined) {
    const pods = await facts.pods(namespace, fact.selector);
    if (pods !== 'unknown' && pods.length > 0) {
      return {
        id: 'S10',
        message: `The pods of ${key} have no address yet. Look at them: kubectl -n ${namespace} get pods`,
        suggestions: [],
      };
    }
    if (pods !== 'unknown') {
      const selector = Object.entries(fact.selector).map(([label, value]) => `${label}=${value}`);
      return {
        id: 'S11',
        message: `The selector of the Service ${key} (${selector.join(',')}) matches no pod.`,
        suggestions: [],
      };
    }
  }
  if (lookup.kind === 'no-service' && (fact === 'unknown' || fact?.selector === undefined)) return undefined;
  if (fact !== 'unknown' && fact !== undefined && fact.selector === undefined) return undefined;
  return {
    id: 'S11',
    message: `${key} has no address at all: its selector matches no pod, or no pod has the port that it names.`,
    suggestions: [],
  };
};

/** S14: nobody writes its Endpoints. */
export const withoutSelector: Explain = async ({ cluster, facts, namespace, service, key }) => {
  const fact = await facts.service(namespace, service);
  if (fact === 'unknown' || fact === undefined || fact.selector !== undefined) return undefined;
  const what = cluster.view.resource === 'endpoints' ? 'Endpoints' : 'an EndpointSlice';
  return {
    id: 'S14',
    message: `The Service ${key} has no selector, and nobody wrote ${what} with addresses for it.`,
    suggestions: [],
  };
};

/** The named targetPort of the port that is asked for; of any port where none is. */
function namedTarget(ports: readonly ServicePort[], asked: string): string | undefined {
  const meant = ports.filter((one) => isMeant(one, asked));
  return (meant.length > 0 ? meant : ports).map(({ targetPort }) => targetPort).find((target) => typeof target === 'string');
}

function isMeant({ name, port, targetPort }: ServicePort, asked: string): boolean {
  return [name, String(port), targetPort].includes(asked);
}

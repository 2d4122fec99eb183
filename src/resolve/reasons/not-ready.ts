import { addressGroups, groupsOfPort } from '../backing.ts';
import type { Explain } from '../question.ts';

/** S10: addresses, but none ready. G11: the slices do not say whether they are. */
export const notReady: Explain = async ({ cluster, facts, namespace, service, key, port }) => {
  const objects = await facts.backing(namespace, service);
  if (objects === 'unknown') return undefined;
  const groups = groupsOfPort(addressGroups(objects, cluster.view.resource), port);
  const total = (count: 'ready' | 'notReady' | 'undecided'): number => groups.reduce((sum, group) => sum + group[count], 0);
  if (total('ready') > 0) return undefined;
  if (total('undecided') > 0) {
    return {
      id: 'G11',
      message:
        `The slices of ${key} do not say whether their endpoints are ready; Kubernetes takes them for ready, the gateway does not. ` +
        'Write conditions: {ready: true}.',
      suggestions: [],
    };
  }
  const count = total('notReady');
  if (count === 0) return undefined;
  const what = count === 1 ? 'one address, and it is not ready' : `${count} addresses, none of them ready`;
  return { id: 'S10', message: `${key} has ${what}. Look at its pods: kubectl -n ${namespace} get pods`, suggestions: [] };
};

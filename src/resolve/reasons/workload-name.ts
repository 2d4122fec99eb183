import type { KnownService } from '../directory.ts';
import { namesOf } from '../directory.ts';
import type { Labels } from '../facts.ts';
import { portsMeant } from '../ports-meant.ts';
import type { Explain, ServiceQuestion } from '../question.ts';

/** What controllers put behind a pod's name: a ReplicaSet's hash and five letters (k8s.io/apimachinery/pkg/util/rand), or an ordinal. */
const POD_SUFFIX = /(?:(?:-[bcdf-hj-np-tv-xz0-9]{6,10})?-[bcdf-hj-np-tv-xz2456789]{5}|-\d+)$/;

/** S09: the name of a Deployment or a pod. Without the right to read those, a pod is known by the form of its name. */
export const workloadName: Explain = async (question) => {
  const { lookup, facts, directory, cluster, namespace, service, port } = question;
  if (lookup.kind !== 'no-service') return undefined;
  const inNamespace = directory.services.filter((one) => one.cluster === cluster && one.namespace === namespace);
  const workload = await facts.workload(namespace, service);
  if (workload === undefined) return undefined;

  const selecting = workload === 'unknown' ? 'unknown' : await servicesSelecting(question, workload.podLabels);
  const stem = service.replace(POD_SUFFIX, '');
  const likely = inNamespace.filter(({ name }) => (selecting === 'unknown' ? name === stem : selecting.includes(name)));
  if (workload === 'unknown' && (stem === service || likely.length === 0)) return undefined;

  const suggestions: string[] = [];
  for (const one of likely) suggestions.push(...namesOf(one, await portsMeant(port, one, facts)));
  return { id: 'S09', message: `${sentence(service, workload)} ${advice(selecting, likely)}`, suggestions };
};

function sentence(name: string, workload: 'unknown' | { readonly kind: string }): string {
  return workload === 'unknown' ? `${name} looks like the name of a pod.` : `${name} is a ${workload.kind}.`;
}

function advice(selecting: 'unknown' | readonly string[], likely: readonly KnownService[]): string {
  const [first] = selecting === 'unknown' ? likely.map(({ name }) => name) : selecting;
  return first === undefined
    ? 'APISIX wants the name of a Service, and no Service selects its pods.'
    : `APISIX wants the name of the Service, here ${first}.`;
}

/** Names of the Services that send to pods with these labels. */
async function servicesSelecting({ facts, namespace }: ServiceQuestion, labels: Labels): Promise<'unknown' | string[]> {
  const services = await facts.servicesIn(namespace);
  if (services === 'unknown') return 'unknown';
  return services
    .filter(
      ({ selector }) => selector !== undefined && Object.entries(selector).every(([label, value]) => labels[label] === value),
    )
    .map(({ name }) => name);
}

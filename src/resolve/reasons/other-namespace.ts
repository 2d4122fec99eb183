import { namesOf } from '../directory.ts';
import { portsMeant } from '../ports-meant.ts';
import type { Explain } from '../question.ts';

/** S05: a service of this name is in another namespace, or in another cluster. */
export const otherNamespace: Explain = async ({ lookup, cluster, directory, facts, factsOf, key, namespace, service, port }) => {
  if (lookup.kind !== 'no-service') return undefined;
  const namesakes = directory.named(service);
  const nearest = [...namesakes.filter((one) => one.cluster === cluster), ...namesakes.filter((one) => one.cluster !== cluster)];
  const places = nearest.map((one) =>
    one.cluster === cluster ? one.namespace : `${one.namespace} of cluster ${one.cluster.setup.id}`,
  );
  if (places.length === 0) {
    const services = await facts.servicesNamed(service);
    if (services !== 'unknown') places.push(...services.map((one) => one.namespace).filter((other) => other !== namespace));
  }
  if (places.length === 0) return undefined;
  const suggestions: string[] = [];
  for (const one of nearest) suggestions.push(...namesOf(one, await portsMeant(port, one, factsOf(one.cluster))).slice(0, 1));
  for (const one of nearest) suggestions.push(...namesOf(one));
  const shown = places.length > 3 ? `${places.slice(0, 3).join(', ')} and others` : places.join(', ');
  const here = cluster.setup.id === undefined ? '' : ` of cluster ${cluster.setup.id}`;
  return { id: 'S05', message: `There is nothing at ${key}${here}; a service of this name is in ${shown}.`, suggestions };
};

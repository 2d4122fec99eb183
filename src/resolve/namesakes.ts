import { namesOf } from './directory.ts';
import { portsMeant } from './ports-meant.ts';
import type { Question } from './question.ts';
import { similarServices } from './similarity.ts';

/** Names with nodes of the services that `name` may mean, whatever their namespace: namesakes, else similar ones. */
export async function namesOfNamesakes(
  { directory, factsOf }: Question,
  { name, port }: { name: string; port: string },
): Promise<string[]> {
  const namesakes = directory.named(name);
  const services = namesakes.length > 0 ? namesakes : similarServices(directory.services, { name });
  const exact: string[] = [];
  const others: string[] = [];
  for (const service of services) {
    const meant = await portsMeant(port, service, factsOf(service.cluster));
    const [first, ...rest] = namesOf(service, meant);
    if (first !== undefined) exact.push(first);
    others.push(...rest);
  }
  return [...exact, ...others];
}

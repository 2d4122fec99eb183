import { namesOf } from '../directory.ts';
import type { ServiceQuestion } from '../question.ts';
import type { Reason } from '../report.ts';
import { similarServices } from '../similarity.ts';

/** S25: what is left when no other reason is known. */
export async function noSuchService({ directory, cluster, facts, namespace, service, port }: ServiceQuestion): Promise<Reason> {
  const services = directory.services.filter((one) => one.cluster === cluster);
  const similar = similarServices(services, { name: service, namespace });
  const fact = await facts.service(namespace, service);
  const what = fact === undefined ? 'There is no Service' : 'The gateway knows no service';
  return {
    id: 'S25',
    message: `${what} ${service} in namespace ${namespace}.`,
    suggestions: similar.flatMap((one) => namesOf(one, [port])),
  };
}

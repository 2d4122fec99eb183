import type { KnownService } from './directory.ts';
import { portsWithNumber } from './directory.ts';
import type { ClusterFacts, ServiceFact } from './facts.ts';

/** The ports with nodes of a service that `port` may stand for, likeliest first: by name, by the Service's number, by the pods' number. */
export async function portsMeant(port: string, known: KnownService, facts: ClusterFacts): Promise<string[]> {
  const [only, ...others] = known.ports.keys();
  if (only === undefined || others.length === 0) return only === undefined ? [] : [only];
  const service = await facts.service(known.namespace, known.name);
  const declared = service === 'unknown' || service === undefined ? [] : portsDeclared(port, service);
  const numbered = /^\d+$/.test(port) ? portsWithNumber(known, Number(port)) : [];
  return [...new Set([port, ...declared, ...numbered])].filter((key) => known.ports.has(key));
}

/** Keys that the ports of a Service have in the gateway's dict, where `port` is their name, their number or their target. */
export function portsDeclared(port: string, { ports }: ServiceFact): string[] {
  return ports.flatMap(({ name, port: number, targetPort }) =>
    [name, String(number), String(targetPort)].includes(port) ? [name, String(targetPort)] : [],
  );
}

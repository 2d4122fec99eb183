import { editDistance } from '../findings/closest.ts';
import type { KnownService } from './directory.ts';

/**
 * Services that `name` may be a slip for, likeliest first: with up to three typing errors, fewer in short names, or with a part more or
 * less at a hyphen, such as `web` for `web-svc`. Those of `namespace` come first.
 */
export function similarServices(
  services: readonly KnownService[],
  { name, namespace }: { name: string; namespace?: string },
): KnownService[] {
  const tolerance = Math.min(3, Math.floor(name.length / 3));
  const rank = (service: KnownService): number => {
    const away = service.namespace === namespace || namespace === undefined ? 0 : editDistance(service.namespace, namespace);
    if (away > 3) return Infinity;
    return away * 2 + nameDistance(service.name, { name, tolerance });
  };
  return services
    .map((service) => ({ service, rank: rank(service) }))
    .filter((candidate) => candidate.rank < Infinity)
    .sort((left, right) => left.rank - right.rank)
    .map(({ service }) => service);
}

function nameDistance(known: string, { name, tolerance }: { name: string; tolerance: number }): number {
  if (Math.abs(known.length - name.length) <= tolerance) {
    const distance = editDistance(known, name);
    if (distance <= tolerance) return distance;
  }
  const [short, long] = known.length < name.length ? [known, name] : [name, known];
  const isPart = short !== '' && (long.startsWith(`${short}-`) || long.endsWith(`-${short}`));
  return isPart ? tolerance + 1 : Infinity;
}

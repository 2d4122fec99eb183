import type { KnownService } from './directory.ts';

/** How many letters one must change, drop, add or swap with their neighbour to get from one text to the other. */
export function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let best = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}

/** The texts, nearest to `wanted` first; equally near ones keep their order. */
export function byDistance(texts: readonly string[], wanted: string): string[] {
  return texts
    .map((text) => ({ text, distance: editDistance(text, wanted) }))
    .sort((left, right) => left.distance - right.distance)
    .map(({ text }) => text);
}

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

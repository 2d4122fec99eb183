import { byDistance, editDistance } from '../resolve/similarity.ts';

/** The candidate that `word` was most likely meant to be; undefined where more than half of its letters would have to change. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const [nearest] = byDistance(candidates, word);
  return nearest !== undefined && editDistance(nearest, word) <= Math.max(1, word.length / 2) ? nearest : undefined;
}

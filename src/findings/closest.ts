/** The candidate that `word` was most likely meant to be; undefined where more than half of its letters would have to change. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const farthest = Math.max(1, word.length / 2);
  // A word of a million letters is no misspelt key, and comparing it would take its time.
  const alike = candidates.filter(({ length }) => Math.abs(length - word.length) <= farthest);
  const nearest = byDistance(alike, word)[0];
  return nearest !== undefined && editDistance(nearest, word) <= farthest ? nearest : undefined;
}

/** The texts, nearest to `wanted` first; equally near ones keep their order. */
export function byDistance(texts: readonly string[], wanted: string): string[] {
  return texts
    .map((text) => ({ text, distance: editDistance(text, wanted) }))
    .sort((left, right) => left.distance - right.distance)
    .map(({ text }) => text);
}

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

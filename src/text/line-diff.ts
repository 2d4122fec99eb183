/** Lines that are equal, or that one side alone has. */
export interface LineRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly lines: readonly string[];
}

/**
 * How many lines two texts may differ by for the shortest way between them to be looked for: time and memory grow with its square. Beyond,
 * all that is not equal at both ends counts as replaced.
 */
const MAX_DIFFERENCES = 1000;

/** What to remove and add to get from one text to the other, in order; removed lines stand before those added in their place. */
export function lineDiff(before: readonly string[], after: readonly string[]): readonly LineRun[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [left, right] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const runs: readonly LineRun[] = [
    { kind: 'same', lines: before.slice(0, start) },
    ...middleDiff(left, right),
    { kind: 'same', lines: before.slice(before.length - end) },
  ];
  return runs.filter(({ lines }) => lines.length > 0);
}

function middleDiff(before: readonly string[], after: readonly string[]): readonly LineRun[] {
  const rounds = furthestReaches(before, after);
  if (rounds === undefined) {
    return [
      { kind: 'removed', lines: before },
      { kind: 'added', lines: after },
    ];
  }
  const steps: { readonly kind: LineRun['kind']; readonly line: string }[] = [];
  let [x, y] = [before.length, after.length];
  for (let differences = rounds.length - 1; differences >= 0; differences--) {
    const reach = rounds[differences - 1];
    const diagonal = x - y;
    const isAdded = reach === undefined || cameDown(reach, { diagonal, differences });
    const fromDiagonal = isAdded ? diagonal + 1 : diagonal - 1;
    const fromX = reach === undefined ? 0 : reachOf(reach, fromDiagonal);
    const fromY = reach === undefined ? 0 : fromX - fromDiagonal;
    while (x > fromX && y > fromY) {
      steps.push({ kind: 'same', line: before[--x] ?? '' });
      y--;
    }
    if (reach === undefined) break;
    steps.push(isAdded ? { kind: 'added', line: after[--y] ?? '' } : { kind: 'removed', line: before[--x] ?? '' });
  }
  return runsOf(steps.reverse());
}

/** Diagonal (lines used of `before` minus lines used of `after`) → how many lines of `before` are used at most. */
type Reach = ReadonlyMap<number, number>;

/** How far one gets with 0, 1, 2 … differences, until the end (Myers, An O(ND) Difference Algorithm); undefined where those are too many. */
function furthestReaches(before: readonly string[], after: readonly string[]): readonly Reach[] | undefined {
  const rounds: Reach[] = [];
  for (let differences = 0; differences <= MAX_DIFFERENCES; differences++) {
    const last = rounds.at(-1) ?? new Map([[1, 0]]);
    const reach = new Map<number, number>();
    rounds.push(reach);
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      let x = cameDown(last, { diagonal, differences }) ? reachOf(last, diagonal + 1) : reachOf(last, diagonal - 1) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return rounds;
    }
  }
  return undefined;
}

/** Whether the last step onto a diagonal was an added line. */
function cameDown(last: Reach, { diagonal, differences }: { readonly diagonal: number; readonly differences: number }): boolean {
  if (diagonal === -differences) return true;
  return diagonal !== differences && reachOf(last, diagonal - 1) < reachOf(last, diagonal + 1);
}

function reachOf(reach: Reach, diagonal: number): number {
  return reach.get(diagonal) ?? -1;
}

/** Joins steps of a kind; between equal lines, all removed ones come first. */
function runsOf(steps: readonly { readonly kind: LineRun['kind']; readonly line: string }[]): readonly LineRun[] {
  const runs: LineRun[] = [];
  let [removed, added, same]: [string[], string[], string[]] = [[], [], []];
  const flush = (): void => {
    runs.push({ kind: 'removed', lines: removed }, { kind: 'added', lines: added }, { kind: 'same', lines: same });
    [removed, added, same] = [[], [], []];
  };
  for (const { kind, line } of steps) {
    if (kind !== 'same' && same.length > 0) flush();
    (kind === 'same' ? same : kind === 'added' ? added : removed).push(line);
  }
  flush();
  return runs.filter(({ lines }) => lines.length > 0);
}

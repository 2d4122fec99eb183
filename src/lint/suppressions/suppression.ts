import type { Position } from '../../apisix/position.ts';
import type { Span } from '../../apisix/located.ts';

/** One id of a comment such as `# k8s-disco-ignore C24`, in places of the file: where the id stands, and what it covers. */
export interface Suppression extends Span {
  readonly id: string;
  /** 1-based, both included. */
  readonly lines: { readonly first: number; readonly last: number };
}

/** What findings and suppressions are compared by. */
export interface Suppressible {
  readonly id: string;
  readonly position: Position;
}

/** Findings that are reported, and those that are not. */
export interface Suppressed<Found> {
  readonly kept: Found[];
  readonly suppressed: readonly Found[];
}

/** Sorts findings of one file out, in their order. */
export interface Suppressor {
  readonly apply: <Found extends Suppressible>(findings: readonly Found[]) => Suppressed<Found>;
  /** Suppressions that have covered no finding so far. */
  readonly unused: () => readonly Suppression[];
}

/** Suppresses the findings that start on a line which a suppression of their id covers. */
export function suppressor(suppressions: readonly Suppression[]): Suppressor {
  const used = new Set<Suppression>();
  const byPlace = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    const { id, lines } = suppression;
    const place = lines.first === lines.last ? placeOf(id, lines.first) : id;
    const there = byPlace.get(place) ?? [];
    byPlace.set(place, there);
    there.push(suppression);
  }

  function covering({ id, position: { line } }: Suppressible): readonly Suppression[] {
    const wide = (byPlace.get(id) ?? []).filter(({ lines }) => lines.first <= line && line <= lines.last);
    return [...wide, ...(byPlace.get(placeOf(id, line)) ?? [])];
  }

  function apply<Found extends Suppressible>(findings: readonly Found[]): Suppressed<Found> {
    const kept: Found[] = [];
    const suppressed: Found[] = [];
    for (const finding of findings) {
      const by = covering(finding);
      for (const suppression of by) used.add(suppression);
      (by.length > 0 ? suppressed : kept).push(finding);
    }
    return { kept, suppressed };
  }

  return { apply, unused: () => suppressions.filter((suppression) => !used.has(suppression)) };
}

function placeOf(id: string, line: number): string {
  return `${id} ${line}`;
}

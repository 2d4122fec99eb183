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

export interface Suppressed<Found> {
  readonly kept: readonly Found[];
  readonly suppressed: readonly Found[];
  /** Suppressions that cover no finding. */
  readonly unused: readonly Suppression[];
}

/** Sorts out the findings that start on a line which a suppression of their id covers. All of one file; in their order. */
export function applySuppressions<Found extends Suppressible>(
  findings: readonly Found[],
  suppressions: readonly Suppression[],
): Suppressed<Found> {
  const used = new Set<Suppression>();
  const kept: Found[] = [];
  const suppressed: Found[] = [];
  for (const finding of findings) {
    const covering = suppressions.filter((suppression) => covers(suppression, finding));
    for (const suppression of covering) used.add(suppression);
    (covering.length > 0 ? suppressed : kept).push(finding);
  }
  return { kept, suppressed, unused: suppressions.filter((suppression) => !used.has(suppression)) };
}

function covers({ id, lines }: Suppression, finding: Suppressible): boolean {
  const { line } = finding.position;
  return id === finding.id && lines.first <= line && line <= lines.last;
}

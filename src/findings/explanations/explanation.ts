import type { CatalogueId } from '../catalogue.ts';

/** What stands behind an id that no rule of lint looks for. */
export interface Explanation {
  readonly why: string;
  /** What to do, in general; findings name the objects and the command. */
  readonly mend: string;
}

/** Explanations of a series of the catalogue. */
export type Explanations = Readonly<Partial<Record<CatalogueId, Explanation>>>;

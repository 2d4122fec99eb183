import type { CatalogueId } from './catalogue.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Something the user should know, under an id of the catalogue. Renderers turn it into text. */
export interface Finding {
  readonly id: CatalogueId;
  readonly severity: Severity;
  /** One or two sentences: what, where, and what to do unless `mend` says it. */
  readonly message: string;
  /** A command to paste that mends it, where there is one. */
  readonly mend?: string;
  /** The cluster's id in multi-cluster mode, else its name. */
  readonly cluster?: string;
}

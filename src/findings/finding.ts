import type { CatalogueId } from './catalogue.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Something the user should know, under an id of the catalogue. Renderers turn it into text. */
export interface Finding {
  readonly id: CatalogueId;
  readonly severity: Severity;
  /** One or two sentences: what, where, and what to do. */
  readonly message: string;
  /** The cluster's id in multi-cluster mode, else its name. */
  readonly cluster?: string;
}

import type { CatalogueId } from '../findings/catalogue.ts';

/** How likely a cause is, given the line alone; `certain` where the line settles it. */
export const LIKELIHOODS = ['certain', 'most likely', 'possible', 'unlikely'] as const;

/** One of {@link LIKELIHOODS}. */
export type Likelihood = (typeof LIKELIHOODS)[number];

/** What may be behind a symptom. */
export interface ExplainedCause {
  readonly id: CatalogueId;
  readonly likelihood: Likelihood;
  /** One or two sentences. */
  readonly message: string;
  /** A command that tells whether it is this. */
  readonly prove: string;
  /** A command to paste, or a line to write, or what to do. */
  readonly mend: string;
}

import type { CatalogueId } from '../../../findings/catalogue.ts';

/** What a list or a watch may come to, its rights and its selectors aside (discovery/failure.ts, `failureId`). */
export const REQUEST_FAILURES = [
  ...(['N01', 'N02', 'N03', 'N04', 'N05', 'N06', 'N07', 'N08', 'N10', 'N16', 'N18', 'N19'] as const),
  ...(['G04', 'G06', 'G07', 'G27'] as const),
] as const satisfies readonly CatalogueId[];

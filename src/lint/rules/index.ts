import type { Rule } from '../rule.ts';
import { notText } from './not-text.ts';
import { notWellFormed } from './not-well-formed.ts';
import { staleBaselineEntry } from './stale-baseline-entry.ts';
import { unusedSuppression } from './unused-suppression.ts';

/** Every rule there is, by id. */
export const RULES: readonly Rule[] = [
  unusedSuppression, // L01
  staleBaselineEntry, // L02
  notText, // L03
  notWellFormed, // L04
];

import type { Explanations } from './explanation.ts';

/** Of the way from the gateway to the pods. */
export const TOPOLOGY: Explanations = {};

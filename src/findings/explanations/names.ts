import type { Explanations } from './explanation.ts';

/** Of service_names. */
export const NAMES: Explanations = {};

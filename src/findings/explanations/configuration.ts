import type { Explanations } from './explanation.ts';

/** Of the configuration and the environment. */
export const CONFIGURATION: Explanations = {};

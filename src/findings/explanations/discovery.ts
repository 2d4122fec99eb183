import type { Explanations } from './explanation.ts';

/** Of the list-watch and what it brings. */
export const DISCOVERY: Explanations = {};

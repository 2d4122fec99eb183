import type { Explanations } from './explanation.ts';

/** Of the gateway and its objects. */
export const GATEWAY: Explanations = {};

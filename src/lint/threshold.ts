export const THRESHOLDS = ['error', 'warning', 'never'] as const;

/** From which severity on findings make the exit code 1. */
export type Threshold = (typeof THRESHOLDS)[number];

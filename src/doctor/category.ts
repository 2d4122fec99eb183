/** What a check is about, in the order in which a gateway needs it, and so the order of a report. */
export const CATEGORIES = [
  'config',
  'environment',
  'connection',
  'identity',
  'permission',
  'discovery',
  'services',
  'reachability',
  'gateway',
] as const;

/** One of them. */
export type Category = (typeof CATEGORIES)[number];

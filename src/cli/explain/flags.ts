import type { Release } from '../../apisix/release.ts';

/** Of `--output`, the default first. */
export const EXPLAIN_FORMATS = ['text', 'json'] as const;

/** What `explain` was asked. */
export interface ExplainFlags {
  readonly words: readonly string[];
  readonly follow?: true;
  readonly gatewayVersion?: Release;
  readonly output: (typeof EXPLAIN_FORMATS)[number];
}

import type { DiscoveryFlags } from '../live-discovery.ts';

export const DUMP_FORMATS = ['json', 'table'] as const;

/** What `dump` was asked. */
export interface DumpFlags extends DiscoveryFlags {
  readonly output: (typeof DUMP_FORMATS)[number];
  readonly showSecrets?: true;
}

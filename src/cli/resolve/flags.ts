import type { DiscoveryFlags } from '../live-discovery.ts';

export const RESOLVE_FORMATS = ['table', 'wide', 'json', 'yaml', 'name'] as const;

export type ResolveFormat = (typeof RESOLVE_FORMATS)[number];

/** What `resolve` was asked, names and formats checked. */
export interface ResolveFlags extends DiscoveryFlags {
  /** None with {@link all}. */
  readonly names: readonly string[];
  readonly all?: true;
  readonly watch?: true;
  readonly output: ResolveFormat;
  /** As given: `FILE`, `-` or `ID=FILE`. */
  readonly file: readonly string[];
}

import type { BindingWish } from '../../token/token-request.ts';
import type { ServerFlags } from '../options.ts';

export const TOKEN_FORMATS = ['text', 'json'] as const;

/** What the subcommands of `token` that print one have in common. */
export interface PrintFlags extends ServerFlags {
  /** Of the service account. */
  readonly name?: string;
  readonly namespace?: string;
  readonly outFile?: string;
  readonly output: (typeof TOKEN_FORMATS)[number];
}

/** What `token get` was asked. */
export interface TokenGetFlags extends PrintFlags {
  readonly secret?: string;
}

/** What `token create` was asked. */
export interface TokenCreateFlags extends PrintFlags {
  /** Milliseconds. */
  readonly duration?: number;
  readonly audience: readonly string[];
  readonly bindTo?: BindingWish;
}

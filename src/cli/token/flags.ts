import type { Release } from '../../apisix/release.ts';
import type { BindingWish } from '../../token/token-request.ts';
import type { AddressFlags, ConversationFlags, ServerFlags } from '../options.ts';

export const TOKEN_FORMATS = ['text', 'json'] as const;

interface OutputFlags {
  readonly output: (typeof TOKEN_FORMATS)[number];
}

/** What the subcommands of `token` that print one have in common. */
export interface PrintFlags extends ServerFlags, ConversationFlags, OutputFlags {
  /** Of the service account. */
  readonly name?: string;
  readonly namespace?: string;
  readonly outFile?: string;
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

/** What `token inspect` was asked. */
export interface TokenInspectFlags extends OutputFlags {
  /** Absent: stdin. */
  readonly file?: string;
  readonly gatewayVersion: Release;
}

/** What `token verify` was asked. As whom, the token says. */
export interface TokenVerifyFlags extends AddressFlags, ConversationFlags, OutputFlags {
  /** Absent: the tokens of the config, and without one stdin. */
  readonly file?: string;
  readonly config?: string;
  readonly gatewayVersion: Release;
  /** As given: `CONTEXT`, or in multi-cluster mode `ID=CONTEXT`. */
  readonly adminContext: readonly string[];
}

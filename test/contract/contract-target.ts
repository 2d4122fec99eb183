import { ApiClient } from '../e2e/api-client.ts';

/** The namespace that a target's accounts live in, and that the suite writes to. */
export const NAMESPACE = 'contract';

/** Service accounts in {@link NAMESPACE}, by what they may do. */
export type AccountName = 'gateway' | 'list-only' | 'namespaced' | 'no-rights';

/** An API server that the contract is tried on: the playground, or a real one. */
export interface ContractTarget {
  readonly url: string;
  readonly caPem: string;
  /** May do everything. */
  readonly admin: ApiClient;
  /**
   * Bearer tokens. `gateway` lists and watches Endpoints and EndpointSlices in the whole cluster, `list-only` only lists them, `namespaced` lists and
   * watches them in {@link NAMESPACE} alone, by a Role and a RoleBinding named `contract:namespaced`.
   */
  readonly tokens: Readonly<Record<AccountName, string>>;
  /** Makes every resourceVersion and `continue` given out so far too old. Breaks open connections. */
  expireHistory(): Promise<void>;
  stop(): Promise<void>;
}

/** A client with a token of the target's, or with none. */
export function clientFor({ url, caPem }: ContractTarget, token?: string): ApiClient {
  const credentials = token === undefined ? ({ kind: 'anonymous' } as const) : ({ kind: 'token', token } as const);
  return new ApiClient({ url, caPem, credentials });
}

/** The fields of a list that the contract speaks about. */
export interface ListBody {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string; readonly remainingItemCount?: number };
  readonly items: readonly { readonly kind?: string; readonly metadata: { readonly namespace: string; readonly name: string } }[];
}

/** `namespace/name` of the items. */
export function keysOf({ items }: ListBody): string[] {
  return items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
}

/** The whole body of a refusal. */
export function failure(
  code: number,
  message: unknown,
  rest: { reason?: string; details?: object; metadata?: object } = {},
): object {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, ...rest, code };
}

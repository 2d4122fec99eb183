import { sendJson } from '../kube/ask.ts';
import type { Asking } from '../kube/ask.ts';
import { isSendable } from '../kube/credentials.ts';
import { listOf, mapOf, textOf } from '../kube/json-map.ts';
import type { JsonMap } from '../kube/json-map.ts';
import { KubeError } from '../kube/kube-error.ts';
import { objectPath } from '../kube/kube-object.ts';
import type { Transport } from '../kube/transport.ts';
import type { AccountName } from './account.ts';

/** What a token may be bound to: it is good only while that object exists. Secrets and pods are those of the account's namespace. */
export interface BindingWish {
  readonly kind: 'Secret' | 'Pod' | 'Node';
  readonly name: string;
}

/** A token that is wanted of TokenRequest. What is absent is left to the API server. */
export interface TokenWish extends AccountName {
  /** At least `SHORTEST_SECONDS`. Absent: an hour. */
  readonly expirationSeconds?: number;
  /** Who is to take the token. Absent: the API server itself. */
  readonly audiences?: readonly string[];
  readonly boundTo?: BindingWish;
}

/** A token as TokenRequest issued it. Holds a secret. */
export interface IssuedToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly audiences: readonly string[];
  /** Texts of the server's Warning headers. */
  readonly warnings: readonly string[];
  /** Where the API server granted less time than was asked for, both in seconds. */
  readonly shortened?: { readonly asked: number; readonly granted: number };
}

/** Asks for a token of an account. Rejects with a {@link KubeError}: `not-found` where there is no such account. */
export async function requestToken(wish: TokenWish, asking: Asking<Transport>): Promise<IssuedToken> {
  const { namespace, name, expirationSeconds, audiences = [], boundTo } = wish;
  const path = `${objectPath({ apiVersion: 'v1', kind: 'ServiceAccount', namespace, name })}/token`;
  // Without `audiences` the server puts its own in, without `expirationSeconds` an hour.
  const spec = {
    audiences,
    expirationSeconds,
    ...(boundTo === undefined ? {} : { boundObjectRef: { apiVersion: 'v1', ...boundTo } }),
  };
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec };
  const { status, body, warnings } = await sendJson({ method: 'POST', path, body: request }, asking);
  const issued = readIssued(body);
  if (issued === undefined) {
    const { server } = asking.transport;
    throw new KubeError(`${server} answers a TokenRequest without a token`, {
      kind: 'protocol',
      cause: 'wrong-kind',
      server,
      status,
    });
  }
  const { granted, ...rest } = issued;
  const isShorter = expirationSeconds !== undefined && granted !== undefined && granted < expirationSeconds;
  return { ...rest, warnings, ...(isShorter ? { shortened: { asked: expirationSeconds, granted } } : {}) };
}

/** `spec` reads back what was granted, `status` holds the token; undefined where one of its parts is missing. */
function readIssued(body: JsonMap): (Omit<IssuedToken, 'warnings'> & { readonly granted: number | undefined }) | undefined {
  const { audiences, expirationSeconds } = mapOf(body['spec']);
  const { token, expirationTimestamp } = mapOf(body['status']);
  const text = textOf(token);
  const expiresAt = Date.parse(textOf(expirationTimestamp) ?? '');
  if (text === undefined || !isSendable(text) || Number.isNaN(expiresAt)) return undefined;
  return {
    token: text,
    expiresAt,
    audiences: listOf(audiences).filter((one) => typeof one === 'string'),
    granted: typeof expirationSeconds === 'number' ? expirationSeconds : undefined,
  };
}

import { readJson, whereAllowed } from '../../kube/ask.ts';
import type { Asking } from '../../kube/ask.ts';
import { listOf, mapOf, textOf } from '../../kube/json-map.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { metadataOf, readObject } from '../../kube/kube-object.ts';
import { reviewToken } from '../../kube/reviews.ts';
import { readServerVersion } from '../../kube/server-version.ts';
import { serviceAccountOf } from '../../kube/token-claims.ts';
import type { ServiceAccountClaims, TokenClaims } from '../../kube/token-claims.ts';
import type { Transport } from '../../kube/transport.ts';
import { rememberedSecret } from '../marks.ts';
import { readSecretToken } from '../secret-token.ts';
import type { AccountState, AdminFacts, AdminFailure, SecretState, ServerKeys } from './facts.ts';

export interface AdminQuestion extends Asking<Transport> {
  /** As whom is asked, without a secret. */
  readonly credentials: string;
  readonly token: string;
  /** Of the token, where they can be read. */
  readonly claims: TokenClaims | undefined;
}

/** Asks an API server about a token as somebody who may know more than its holder. Rejects only when the signal aborts. */
export async function askAdmin({
  transport,
  signal,
  credentials,
  token,
  claims,
}: AdminQuestion): Promise<AdminFacts | AdminFailure> {
  const asking = { transport, signal };
  const account = serviceAccountOf(claims);
  const secretName = account?.boundTo.find(({ kind }) => kind === 'secret')?.name;
  try {
    const [review, secret, state, keys, version] = await Promise.all([
      whereAllowed(reviewToken(token, asking)),
      secretName === undefined || account === undefined
        ? undefined
        : whereAllowed(readSecret({ namespace: account.namespace, name: secretName }, asking)),
      account === undefined ? undefined : whereAllowed(readAccount(account, asking)),
      whereAllowed(readKeys(asking)),
      whereAllowed(readServerVersion(asking)),
    ]);
    return { kind: 'asked', credentials, review, secret, account: state, keys, version };
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    return { kind: 'failed', credentials, message: error.message };
  }
}

/** What the Secret holds is left there. */
async function readSecret(name: { readonly namespace: string; readonly name: string }, asking: Asking): Promise<SecretState> {
  const secret = await readSecretToken(name, asking);
  switch (secret.kind) {
    case 'absent':
      return { kind: 'absent' };
    case 'other-type':
      return { kind: 'other' };
    case 'waiting':
    case 'filled':
      return { kind: 'present', lastUsed: secret.lastUsed, invalidSince: secret.invalidSince };
    default:
      return secret satisfies never;
  }
}

async function readAccount({ namespace, name }: ServiceAccountClaims, asking: Asking): Promise<AccountState> {
  const account = await readObject({ apiVersion: 'v1', kind: 'ServiceAccount', namespace, name }, asking);
  if (account === undefined) return { kind: 'absent' };
  return {
    kind: 'present',
    uid: textOf(metadataOf(account)['uid']),
    secrets: listOf(account['secrets']).flatMap((secret) => textOf(mapOf(secret)['name']) ?? []),
    remembered: rememberedSecret(account),
  };
}

/** OpenID discovery of the API server (KEP-1393), which serves its keys under their own media type alone. */
async function readKeys(asking: Asking): Promise<ServerKeys> {
  const [jwks, configuration] = await Promise.all([
    readJson({ path: '/openid/v1/jwks', accept: 'application/jwk-set+json' }, asking),
    whereAllowed(readJson({ path: '/.well-known/openid-configuration' }, asking)),
  ]);
  return {
    issuer: textOf(configuration?.body['issuer']),
    keyIds: listOf(jwks.body['keys']).flatMap((key) => textOf(mapOf(key)['kid']) ?? []),
  };
}

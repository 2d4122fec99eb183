import { randomUUID, sign } from 'node:crypto';

import { userOf } from '../authentication/identity.ts';
import { CLUSTER_ISSUER, SECRET_ISSUER } from './token-claims.ts';
import type { BoundObject, BoundTokenClaims, SecretTokenClaims, TokenSubject } from './token-claims.ts';
import type { TokenKey } from './token-key.ts';

/** What {@link signBoundToken} issues. */
export interface BoundTokenTerms {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** From `now` on; negative makes an expired token. */
  readonly lifetimeSeconds: number;
  /** Absent: the API server's own alone. */
  readonly audiences?: readonly string[];
  /** Absent: the token is bound to its account alone. */
  readonly boundTo?: BoundObject;
}

/** The token of a `kubernetes.io/service-account-token` Secret: it never expires, and the same Secret and account always give the same token. */
export function signSecretToken(key: TokenKey, account: TokenSubject, secret: string): string {
  return signClaims(key, {
    iss: SECRET_ISSUER,
    'kubernetes.io/serviceaccount/namespace': account.namespace,
    'kubernetes.io/serviceaccount/secret.name': secret,
    'kubernetes.io/serviceaccount/service-account.name': account.name,
    'kubernetes.io/serviceaccount/service-account.uid': account.uid,
    sub: userOf(account),
  });
}

/** A token as TokenRequest issues it. */
export function signBoundToken(key: TokenKey, account: TokenSubject, terms: BoundTokenTerms): string {
  const { namespace, name, uid } = account;
  const { now, lifetimeSeconds, audiences = [CLUSTER_ISSUER], boundTo } = terms;
  const issuedAt = Math.floor(now / 1000);
  const claim = boundTo && { name: boundTo.name, uid: boundTo.uid };
  return signClaims(key, {
    aud: audiences,
    exp: issuedAt + lifetimeSeconds,
    iat: issuedAt,
    iss: CLUSTER_ISSUER,
    jti: randomUUID(),
    'kubernetes.io': {
      namespace,
      ...(boundTo?.kind === 'Pod' && { pod: claim }),
      ...(boundTo?.kind === 'Secret' && { secret: claim }),
      serviceaccount: { name, uid },
    },
    nbf: issuedAt,
    sub: userOf(account),
  });
}

function signClaims(key: TokenKey, claims: SecretTokenClaims | BoundTokenClaims): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', kid: key.id })}.${encode(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key.privateKey).toString('base64url')}`;
}

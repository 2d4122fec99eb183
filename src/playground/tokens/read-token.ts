import { verify } from 'node:crypto';

import { isJsonMap } from '../../kube/json-map.ts';
import type { JsonMap } from '../../kube/json-map.ts';
import { CLUSTER_ISSUER, SECRET_ISSUER } from './token-claims.ts';
import type { BoundTokenClaims, SecretTokenClaims } from './token-claims.ts';
import type { TokenKey } from './token-key.ts';

/** The claims of a token that this cluster signed, or what a TokenReview has to say beside `invalid bearer token`: often nothing. */
export type TokenReading =
  | { readonly ok: true; readonly claims: SecretTokenClaims | BoundTokenClaims }
  | { readonly ok: false; readonly problem: string | undefined };

/**
 * Reads a token and checks its signature, in the order and the words of kube-apiserver 1.36 (pkg/serviceaccount/jwt.go). Times,
 * audiences, and whether the account is still there, are not looked at.
 */
export function readToken(key: TokenKey, token: string): TokenReading {
  const segments = token.replaceAll(/\s/g, '').split('.');
  const [header = '', payload = '', signature = ''] = segments;
  const [head, claims] = [decodeSegment(header), decodeSegment(payload)];
  const isOurs = claims?.['iss'] === CLUSTER_ISSUER || claims?.['iss'] === SECRET_ISSUER;
  // go-jose drops all white space; but the issuer is looked for before, and Go's base64 passes over the ends of lines alone.
  const hasBlank = /[^\S\r\n]/.test(token.split('.')[1] ?? '');
  if (head === undefined || !isOurs || hasBlank || !isBase64url(signature) || segments.length !== 3) {
    return { ok: false, problem: undefined };
  }
  if (head['kid'] !== undefined && head['kid'] !== key.id) return { ok: false, problem: 'invalid signature, no keys found' };
  if (!verify('sha256', Buffer.from(`${header}.${payload}`), key.publicKey, Buffer.from(signature, 'base64url'))) {
    return { ok: false, problem: 'go-jose/go-jose: error in cryptographic primitive' };
  }
  // Signed with our key: these are the claims that a function of sign-token.ts wrote.
  return { ok: true, claims: claims as unknown as SecretTokenClaims | BoundTokenClaims };
}

function isBase64url(text: string): boolean {
  return /^[\w-]*$/.test(text) && text.length % 4 !== 1;
}

function decodeSegment(segment: string): JsonMap | undefined {
  if (!isBase64url(segment)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString());
    return isJsonMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

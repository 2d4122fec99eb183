import { createHash, createPublicKey, generateKeyPair, randomUUID, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

import { userOf } from './account.ts';

/** The cluster's key for service-account tokens. `id` is the `kid` of the tokens signed with it. */
export interface TokenKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Which account a token is for. */
export interface TokenSubject {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

const ISSUER = 'https://kubernetes.default.svc';
/** How far a client's clock may be off: expiry and not-before are checked with this tolerance. */
const LEEWAY_SECONDS = 60;

/** A new RSA key of 2048 bits, as kubeadm makes. The id is the one kube-apiserver derives: SHA-256 of the public key in DER. */
export async function createTokenKey(): Promise<TokenKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey);
  const id = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url');
  return { id, privateKey, publicKey };
}

/** The token of a `kubernetes.io/service-account-token` Secret: it never expires, and the same Secret always gives the same token. */
export function signSecretToken(key: TokenKey, { namespace, name, uid }: TokenSubject): string {
  const claim = (suffix: string) => `kubernetes.io/serviceaccount/${suffix}`;
  return signClaims(key, {
    iss: 'kubernetes/serviceaccount',
    [claim('namespace')]: namespace,
    [claim('secret.name')]: `${name}-token`,
    [claim('service-account.name')]: name,
    [claim('service-account.uid')]: uid,
    sub: userOf({ namespace, name }),
  });
}

/** A token as TokenRequest issues it, good from `now` (milliseconds) for `lifetimeSeconds`; negative makes an expired one. */
export function signBoundToken(
  key: TokenKey,
  subject: TokenSubject,
  time: { readonly now: number; readonly lifetimeSeconds: number },
): string {
  const { namespace, name, uid } = subject;
  const issuedAt = Math.floor(time.now / 1000);
  return signClaims(key, {
    aud: [ISSUER],
    exp: issuedAt + time.lifetimeSeconds,
    iat: issuedAt,
    iss: ISSUER,
    jti: randomUUID(),
    'kubernetes.io': { namespace, serviceaccount: { name, uid } },
    nbf: issuedAt,
    sub: userOf({ namespace, name }),
  });
}

/** The user of a token signed with `key`, or undefined where the token is malformed, signed by another key, expired or not yet valid at `now` (milliseconds). */
export function tokenUser(key: TokenKey, token: string, now: number): string | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return undefined;
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify('sha256', signed, key.publicKey, Buffer.from(signature, 'base64url'))) return undefined;
  // Signed by this process, so the claims have the types given to signClaims.
  const {
    exp = Infinity,
    nbf = -Infinity,
    sub,
  } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp?: number; nbf?: number; sub: string };
  const seconds = now / 1000;
  return seconds > exp + LEEWAY_SECONDS || seconds < nbf - LEEWAY_SECONDS ? undefined : sub;
}

function signClaims(key: TokenKey, claims: Readonly<Record<string, unknown>>): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', kid: key.id })}.${encode(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key.privateKey).toString('base64url')}`;
}

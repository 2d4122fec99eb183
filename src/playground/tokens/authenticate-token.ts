import { recordUpdate } from '../apply/record-update.ts';
import { serviceAccountIdentity } from '../authentication/identity.ts';
import type { Identity } from '../authentication/identity.ts';
import { goList } from '../go-text.ts';
import { resourceType } from '../resource.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { readToken } from './read-token.ts';
import { accountOfSecretToken, boundObjectOf, CLUSTER_ISSUER, SECRET_ISSUER } from './token-claims.ts';
import type { BoundTokenClaims, SecretTokenClaims, TokenSubject } from './token-claims.ts';
import type { TokenKey } from './token-key.ts';
import { isMarkedInvalid, markedAsUsed, tokenIn } from './token-secret.ts';

/** Whom a token stands for, and which of the wanted audiences it is good for; or why it is refused, as a TokenReview's `status.error` says it. */
export type TokenVerdict =
  | { readonly ok: true; readonly identity: Identity; readonly audiences: readonly string[] }
  | { readonly ok: false; readonly error: string };

/** Where tokens are checked. `now` is in milliseconds. */
export interface TokenContext {
  readonly store: ObjectStore;
  readonly key: TokenKey;
  readonly now: number;
}

/** How far a clock may be off: expiry, not-before and issued-at are checked with this tolerance. */
const LEEWAY_SECONDS = 60;

/**
 * Judges a bearer token in the order and the words of kube-apiserver 1.36 (pkg/serviceaccount: jwt.go, claims.go, legacy.go), and marks the Secret of
 * one that was accepted as used today. A real server accepts a token for 10 s more after it was revoked, from its cache; this one does not.
 */
export function authenticateToken(token: string, context: TokenContext, audiences: readonly string[]): TokenVerdict {
  const reading = readToken(context.key, token);
  if (!reading.ok) return refused(reading.problem);
  const { claims } = reading;
  const own = claims.iss === CLUSTER_ISSUER ? claims.aud : [CLUSTER_ISSUER];
  const matching = audiences.filter((audience) => own.includes(audience));
  if (matching.length === 0) {
    return refused(`token audiences ${goList(own)} is invalid for the target audiences ${goList(audiences)}`);
  }
  const problem = claims.iss === SECRET_ISSUER ? secretTokenProblem(claims, token, context) : boundTokenProblem(claims, context);
  if (problem !== undefined) return refused(problem);
  return { ok: true, identity: identityOf(claims), audiences: matching };
}

function refused(problem: string | undefined): TokenVerdict {
  const error = 'invalid bearer token';
  return { ok: false, error: problem === undefined ? error : `[${error}, ${problem}]` };
}

function identityOf(claims: SecretTokenClaims | BoundTokenClaims): Identity {
  if (claims.iss === SECRET_ISSUER) return serviceAccountIdentity(accountOfSecretToken(claims));
  return serviceAccountIdentity(accountOfBoundToken(claims), claims.jti);
}

function accountOfBoundToken({ 'kubernetes.io': { namespace, serviceaccount } }: BoundTokenClaims): TokenSubject {
  return { namespace, ...serviceaccount };
}

function secretTokenProblem(claims: SecretTokenClaims, token: string, { store, now }: TokenContext): string | undefined {
  const account = accountOfSecretToken(claims);
  const { namespace, name } = account;
  const secretName = claims['kubernetes.io/serviceaccount/secret.name'];
  const secret = store.get('secrets', { namespace, name: secretName });
  if (secret === undefined) return 'Token has been invalidated';
  if (tokenIn(secret) !== token) return "Token does not match server's copy";
  const problem = accountProblem(store, account, 'ServiceAccount');
  if (problem !== undefined) return problem;
  if (isMarkedInvalid(secret)) {
    return (
      `the token in secret ${namespace}/${secretName} for service account ${namespace}/${name} has been marked invalid. Use tokens ` +
      "from the TokenRequest API or manually created secret-based tokens, or remove the 'kubernetes.io/legacy-token-invalid-since' " +
      'label from the secret to temporarily allow use of this token'
    );
  }
  const used = markedAsUsed(secret, now);
  const writer = { resource: resourceType('secrets'), manager: 'kube-apiserver', now };
  if (used !== undefined) store.update('secrets', recordUpdate(secret, used, writer));
  return undefined;
}

function boundTokenProblem(claims: BoundTokenClaims, { store, now }: TokenContext): string | undefined {
  const seconds = now / 1000;
  if (seconds < claims.nbf - LEEWAY_SECONDS) return 'service account token is not valid yet';
  if (seconds > claims.exp + LEEWAY_SECONDS) return 'service account token has expired';
  return accountProblem(store, accountOfBoundToken(claims), 'service account') ?? boundObjectProblem(claims, store);
}

function accountProblem(store: ObjectStore, { namespace, name, uid }: TokenSubject, what: string): string | undefined {
  const account = store.get('serviceaccounts', { namespace, name });
  if (account === undefined) return `serviceaccounts "${name}" not found`;
  return account.metadata.uid === uid ? undefined : `${what} UID (${account.metadata.uid}) does not match claim (${uid})`;
}

function boundObjectProblem(claims: BoundTokenClaims, store: ObjectStore): string | undefined {
  const bound = boundObjectOf(claims);
  if (bound === undefined) return undefined;
  const { namespace } = claims['kubernetes.io'];
  const object = store.get(bound.kind === 'Pod' ? 'pods' : 'secrets', { namespace, name: bound.name });
  if (object === undefined) return 'service account token has been invalidated';
  const { uid } = object.metadata;
  const kind = bound.kind.toLowerCase();
  return uid === bound.uid ? undefined : `${kind} UID (${uid}) does not match service account ${kind} ref claim (${bound.uid})`;
}

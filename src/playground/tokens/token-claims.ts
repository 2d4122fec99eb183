/** Issuer of the tokens that TokenRequest makes, and the audience of those that are good for the API server itself. */
export const CLUSTER_ISSUER = 'https://kubernetes.default.svc';
/** Issuer of the tokens that lie in Secrets. */
export const SECRET_ISSUER = 'kubernetes/serviceaccount';

/** Which account a token is for. */
export interface TokenSubject {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** An object whose end is the end of the tokens bound to it. */
export interface BoundObject {
  readonly kind: 'Secret' | 'Pod';
  readonly name: string;
  readonly uid: string;
}

interface ObjectClaim {
  readonly name: string;
  readonly uid: string;
}

/** What a token of a Secret says, as it stands in the token. It holds no time. */
export interface SecretTokenClaims {
  readonly iss: typeof SECRET_ISSUER;
  readonly 'kubernetes.io/serviceaccount/namespace': string;
  readonly 'kubernetes.io/serviceaccount/secret.name': string;
  readonly 'kubernetes.io/serviceaccount/service-account.name': string;
  readonly 'kubernetes.io/serviceaccount/service-account.uid': string;
  readonly sub: string;
}

/** What a token of TokenRequest says, as it stands in the token. Times are in seconds since the Unix epoch. */
export interface BoundTokenClaims {
  readonly aud: readonly string[];
  readonly exp: number;
  readonly iat: number;
  readonly iss: typeof CLUSTER_ISSUER;
  readonly jti: string;
  readonly 'kubernetes.io': {
    readonly namespace: string;
    readonly pod?: ObjectClaim;
    readonly secret?: ObjectClaim;
    readonly serviceaccount: ObjectClaim;
  };
  readonly nbf: number;
  readonly sub: string;
}

/** The account that a Secret's token is for. */
export function accountOfSecretToken(claims: SecretTokenClaims): TokenSubject {
  return {
    namespace: claims['kubernetes.io/serviceaccount/namespace'],
    name: claims['kubernetes.io/serviceaccount/service-account.name'],
    uid: claims['kubernetes.io/serviceaccount/service-account.uid'],
  };
}

/** The object that a token of TokenRequest is bound to, or undefined. */
export function boundObjectOf({ 'kubernetes.io': { secret, pod } }: BoundTokenClaims): BoundObject | undefined {
  if (secret !== undefined) return { kind: 'Secret', ...secret };
  return pod === undefined ? undefined : { kind: 'Pod', ...pod };
}

import { mapOf, textOf } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { isNamespaceName, isObjectName } from './object-name.ts';

/** How far an API server lets clocks be apart when it checks `exp`, `nbf` and `iat` (jwt leeway of kube-apiserver). */
export const LEEWAY_MS = 60_000;

/** The claims of a JSON Web Token, as they stand: nothing of them has been verified. Holds no secret. */
export interface TokenClaims {
  /** Of the header, such as `RS256`. */
  readonly algorithm: string;
  /** `kid` of the header: which key has signed it. */
  readonly keyId: string | undefined;
  readonly issuer: string | undefined;
  readonly subject: string | undefined;
  readonly audiences: readonly string[];
  /** Milliseconds since 1970, like the two below. Undefined: it never expires by itself. */
  readonly expiresAt: number | undefined;
  readonly issuedAt: number | undefined;
  readonly notBefore: number | undefined;
}

/** The claims of a token whose subject is a service account. */
export interface ServiceAccountClaims extends TokenClaims {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string | undefined;
  /**
   * `secret`: the token of a Secret of type kubernetes.io/service-account-token, good until the Secret goes. `request`: issued by
   * TokenRequest, as projected volumes and `kubectl create token` do, good until it expires.
   */
  readonly issuedBy: 'secret' | 'request';
  /** The token is good only while all of these exist: the Secret of a Secret's token, the pod that it was mounted into. */
  readonly boundTo: readonly BoundObject[];
}

/** An object of Kubernetes that must exist for a token to be good. */
export interface BoundObject {
  readonly kind: 'secret' | 'pod' | 'node';
  readonly name: string;
  readonly uid: string | undefined;
}

/**
 * What header and payload of a token say; a claim of another type than RFC 7519 gives it counts as absent, and so does a name that Kubernetes
 * takes for nothing: anybody can write a token, and whoever looks for what it names puts that into a path.
 */
export function readClaims(header: JsonMap, payload: JsonMap): TokenClaims | ServiceAccountClaims {
  const claims: TokenClaims = {
    algorithm: textOf(header['alg']) ?? '',
    keyId: textOf(header['kid']),
    issuer: textOf(payload['iss']),
    subject: textOf(payload['sub']),
    audiences: [payload['aud']].flat().filter((audience): audience is string => typeof audience === 'string'),
    expiresAt: timeOf(payload['exp']),
    issuedAt: timeOf(payload['iat']),
    notBefore: timeOf(payload['nbf']),
  };
  const [, namespace = '', name = ''] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(claims.subject ?? '') ?? [];
  if (!isNamespaceName(namespace) || !isObjectName(name)) return claims;
  return { ...claims, namespace, name, ...bindingOf(payload) };
}

/** Whether the claims are those of a service account. */
export function isServiceAccount(claims: TokenClaims): claims is ServiceAccountClaims {
  return 'issuedBy' in claims;
}

/** The claims as those of a service account; undefined where they are of anybody else, or could not be read. */
export function serviceAccountOf(claims: TokenClaims | undefined): ServiceAccountClaims | undefined {
  return claims !== undefined && isServiceAccount(claims) ? claims : undefined;
}

/** Audiences of API servers, beside their issuer: `https://kubernetes.default.svc`, and what AKS, k3s, RKE2 and kops add or set. */
const API_SERVER = /^(?:https:\/\/)?kubernetes\.|\.azmk8s\.io\b|^(?:k3s|rke2|api)$/;

/**
 * Whether a token is probably meant for the API server that issued it. Only that server knows for certain: it takes what its --api-audiences
 * name, which is its issuer unless somebody set it.
 */
export function isForApiServer({ audiences, issuer }: Pick<TokenClaims, 'audiences' | 'issuer'>): boolean {
  return audiences.length === 0 || audiences.some((audience) => audience === issuer || API_SERVER.test(audience));
}

/** Whether API servers refuse the token by now (milliseconds since 1970): they go on for a minute after it has expired. */
export function isExpired({ expiresAt }: TokenClaims, now: number): boolean {
  return expiresAt !== undefined && expiresAt < now - LEEWAY_MS;
}

/** Whether `nbf` or `iat` (milliseconds since 1970, as `now`) lies so far ahead that API servers refuse the token. */
export function isFuture(moment: number, now: number): boolean {
  return moment > now + LEEWAY_MS;
}

/** From issue to expiry, in milliseconds; undefined where it never expires or does not say since when it lives. */
export function lifetimeOf({ expiresAt, issuedAt }: TokenClaims): number | undefined {
  return expiresAt === undefined || issuedAt === undefined ? undefined : expiresAt - issuedAt;
}

/** Secret tokens spell each claim out with a prefix (`serviceaccount/legacy.go`); those of TokenRequest hold one map (`serviceaccount/claims.go`). */
function bindingOf(payload: JsonMap): Pick<ServiceAccountClaims, 'uid' | 'issuedBy' | 'boundTo'> {
  const legacy = (suffix: string) => textOf(payload[`kubernetes.io/serviceaccount/${suffix}`]);
  const secret = nameOf(payload['kubernetes.io/serviceaccount/secret.name']);
  if (secret !== undefined || payload['iss'] === 'kubernetes/serviceaccount') {
    return {
      uid: legacy('service-account.uid'),
      issuedBy: 'secret',
      boundTo: secret === undefined ? [] : [{ kind: 'secret', name: secret, uid: undefined }],
    };
  }
  const bound = mapOf(payload['kubernetes.io']);
  return {
    uid: textOf(mapOf(bound['serviceaccount'])['uid']),
    issuedBy: 'request',
    boundTo: (['secret', 'pod', 'node'] as const).flatMap((kind) => {
      const object = mapOf(bound[kind]);
      const name = nameOf(object['name']);
      return name === undefined ? [] : [{ kind, name, uid: textOf(object['uid']) }];
    }),
  };
}

function nameOf(value: unknown): string | undefined {
  const name = textOf(value);
  return name !== undefined && isObjectName(name) ? name : undefined;
}

/** NumericDate of RFC 7519: seconds, perhaps with a fraction. Undefined beyond what a date of JavaScript can be, 273,000 years from 1970. */
function timeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12 ? value * 1000 : undefined;
}

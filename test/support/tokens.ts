/** A well-formed JSON Web Token with these claims, signed by nobody. */
export function unsignedToken(
  claims: Readonly<Record<string, unknown>>,
  { algorithm = 'RS256', characters = 342 }: { readonly algorithm?: string; readonly characters?: number } = {},
): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: algorithm, kid: 'test-key' })}.${encode(claims)}.${'A'.repeat(characters)}`;
}

/** Claims of a token of TokenRequest for default/apisix; the times in seconds since 1970. */
export function boundClaims(
  time: { readonly iat: number; readonly exp: number },
  binding: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    ...time,
    nbf: time.iat,
    aud: ['https://kubernetes.default.svc'],
    iss: 'https://kubernetes.default.svc',
    'kubernetes.io': { namespace: 'default', serviceaccount: { name: 'apisix', uid: 'uid-of-account' }, ...binding },
    sub: 'system:serviceaccount:default:apisix',
  };
}

/** Claims of the token of a Secret, which never expires. */
export const SECRET_CLAIMS: Readonly<Record<string, unknown>> = {
  iss: 'kubernetes/serviceaccount',
  'kubernetes.io/serviceaccount/namespace': 'default',
  'kubernetes.io/serviceaccount/secret.name': 'apisix-token',
  'kubernetes.io/serviceaccount/service-account.name': 'apisix',
  'kubernetes.io/serviceaccount/service-account.uid': 'uid-of-account',
  sub: 'system:serviceaccount:default:apisix',
};

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

import { clusterConfig } from '../example-files.ts';

/** A token for the examples of rules: well-formed, of an account that does not exist, with a signature of nobody. */
export function exampleToken(claims: Readonly<Record<string, unknown>>): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'ES256' })}.${encode({ sub: 'system:serviceaccount:example:example', ...claims })}.${'A'.repeat(86)}`;
}

/** A config whose `client` holds this one line. */
export function exampleConfig(client: string): string {
  return clusterConfig({ service: ['host: api.example.com', 'port: "6443"'], client: [client] });
}

/** 2100-01-01, in the seconds of a claim: no example expires before. */
export const FAR_FUTURE = 4_102_444_800;

/** A token that never expires. */
export const LASTING_TOKEN = exampleToken({ iss: 'kubernetes/serviceaccount' });

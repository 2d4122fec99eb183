import { createHash, createPublicKey, generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/** The cluster's key for service-account tokens. `id` is the `kid` of the tokens signed with it. */
export interface TokenKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A new RSA key of 2048 bits, as kubeadm makes. The id is the one kube-apiserver derives: SHA-256 of the public key in DER. */
export async function createTokenKey(): Promise<TokenKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey);
  const id = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url');
  return { id, privateKey, publicKey };
}

/** The public half as a JSON Web Key Set (RFC 7517): what `/openid/v1/jwks` answers. */
export function keySet({ id, publicKey }: TokenKey): object {
  return { keys: [{ use: 'sig', kid: id, alg: 'RS256', ...publicKey.export({ format: 'jwk' }) }] };
}

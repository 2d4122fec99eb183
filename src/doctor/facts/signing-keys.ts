import { readJson } from '../../kube/ask.ts';
import { listOf, mapOf, textOf } from '../../kube/json-map.ts';
import { KubeError } from '../../kube/kube-error.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';

/**
 * The ids of the keys by which an API server knows the tokens of its accounts (KEP-1393): what two URLs have in common that lead to one
 * cluster. Any account may ask. Undefined where nobody may say.
 */
export async function readSigningKeys({ transport, signal }: ExaminedCluster): Promise<readonly string[] | undefined> {
  try {
    const { body } = await readJson({ path: '/openid/v1/jwks', accept: 'application/jwk-set+json' }, { transport, signal });
    return listOf(body['keys']).flatMap((key) => textOf(mapOf(key)['kid']) ?? []);
  } catch (error) {
    if (error instanceof KubeError) return undefined;
    throw error;
  }
}

import { authenticateToken } from '../tokens/authenticate-token.ts';
import type { TokenContext, TokenVerdict } from '../tokens/authenticate-token.ts';
import { CLUSTER_ISSUER } from '../tokens/token-claims.ts';
import { ANONYMOUS } from './identity.ts';

/**
 * Whom an Authorization header stands for. No header, another scheme or an empty bearer is `system:anonymous`, for any audience, which then lacks the
 * rights. `audiences` are the API server's own when absent.
 */
export function authenticate(
  authorization: string | undefined,
  context: TokenContext,
  audiences: readonly string[] = [CLUSTER_ISSUER],
): TokenVerdict {
  // Split at each blank, as in k8s.io/apiserver's bearertoken package: two make an empty token, and what follows a later one is not looked at.
  const [scheme = '', token = ''] = (authorization ?? '').trim().split(' ');
  if (scheme.toLowerCase() !== 'bearer' || token === '') return { ok: true, identity: ANONYMOUS, audiences };
  return authenticateToken(token, context, audiences);
}

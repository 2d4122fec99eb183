import { ANONYMOUS } from './identity.ts';
import type { Identity } from './identity.ts';
import { unauthorized } from './status.ts';
import { authenticateToken } from './tokens/authenticate-token.ts';
import type { TokenContext } from './tokens/authenticate-token.ts';

/**
 * Who an Authorization header stands for. No header, another scheme or an empty bearer is `system:anonymous`, which then lacks the rights; a token that is
 * not good throws 401 as a StatusError.
 */
export function authenticate(authorization: string | undefined, context: TokenContext): Identity {
  // Two blanks make an empty token, as in k8s.io/apiserver's bearertoken package, which splits at each one.
  const [scheme = '', token = ''] = (authorization ?? '').trim().split(' ');
  if (scheme.toLowerCase() !== 'bearer' || token === '') return ANONYMOUS;
  const verdict = authenticateToken(token, context);
  if (!verdict.ok) throw unauthorized();
  return verdict.identity;
}

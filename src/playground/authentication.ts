import type { IssuedAccount, Rule } from './account.ts';
import { tokenUser } from './service-account-token.ts';
import type { TokenKey } from './service-account-token.ts';
import { unauthorized } from './status.ts';

/** Who is asking. */
export interface Identity {
  readonly user: string;
  readonly anonymous: boolean;
  readonly rules: readonly Rule[];
}

const ANONYMOUS: Identity = { user: 'system:anonymous', anonymous: true, rules: [] };

/**
 * Who an Authorization header stands for. No header, another scheme or an empty bearer is `system:anonymous`, which then lacks the rights; a token that is
 * not good throws 401 as a StatusError. `now` is in milliseconds.
 */
export function authenticate(
  authorization: string | undefined,
  known: { accounts: readonly IssuedAccount[]; key: TokenKey; now: number },
): Identity {
  // Two blanks make an empty token, as in k8s.io/apiserver's bearertoken package, which splits at each one.
  const [scheme = '', token = ''] = (authorization ?? '').trim().split(' ');
  if (scheme.toLowerCase() !== 'bearer' || token === '') return ANONYMOUS;
  const user = tokenUser(known.key, token, known.now);
  const account = user === undefined ? undefined : known.accounts.find((candidate) => candidate.user === user);
  if (account === undefined) throw unauthorized();
  return { user: account.user, anonymous: false, rules: account.rules };
}

import { isExpired, lifetimeOf } from '../../kube/token-claims.ts';
import type { TokenClaims } from '../../kube/token-claims.ts';
import type { Complaint, Rule } from '../rule.ts';
import { momentText } from '../time-text.ts';
import { exampleConfig, exampleToken, FAR_FUTURE, LASTING_TOKEN } from './example-token.ts';
import { claimsOf, seenTokens } from './seen-tokens.ts';
import { SHORT_LIFE } from './short-lived-token.ts';

const DAY = 24 * 3_600_000;

/** Kubelets renew a token when a fifth of its life is left. */
const LEFT = 0.2;

/** Issued so long ago that less than a fifth of its life is left, and will be for decades. */
const AGED = exampleToken({ iat: -10_000_000_000, exp: FAR_FUTURE });

export const tokenExpiresSoon: Rule = {
  id: 'T26',
  name: 'token-expires-soon',
  severity: 'warning',
  subject: 'document',
  why:
    'Less than a fifth of the life of the token is left, or less than a day of a life of more than two. Whatever renews a ' +
    'token in a file should have done so by now: kubelets do it when a fifth is left. Once it has expired, the API server ' +
    'answers 401 Unauthorized.',
  mend: 'Issue a new token, or find out why nothing renews the file.',
  source: 'KEP-1205',
  examples: {
    failing: { files: { 'config.yaml': exampleConfig(`token: ${AGED}`) } },
    passing: { files: { 'config.yaml': exampleConfig(`token: ${LASTING_TOKEN}`) } },
  },
  check: (document, facts) =>
    seenTokens(document, facts).flatMap((token): readonly Complaint[] => {
      const claims = claimsOf(token);
      if (claims?.expiresAt === undefined || isExpired(claims, facts.now) || !isEnding(claims, facts.now)) return [];
      const { name, position, origin } = token;
      return [
        {
          message: `${name} expires at ${momentText(claims.expiresAt)}, which is soon for the life it has`,
          position,
          hint: origin === 'file' ? 'Find out why nothing renews this file' : 'Issue a new token before that',
        },
      ];
    }),
};

function isEnding(claims: TokenClaims, now: number): boolean {
  const life = lifetimeOf(claims) ?? Infinity;
  const left = (claims.expiresAt ?? Infinity) - now;
  // What lives two days at most is told by T05, and is near its end from the start.
  return left < (Number.isFinite(life) ? life * LEFT : 0) || (life > SHORT_LIFE && left < DAY);
}

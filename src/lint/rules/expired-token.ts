import { isExpired } from '../../kube/token-claims.ts';
import { momentText } from '../time-text.ts';
import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, exampleToken, LASTING_TOKEN } from './example-token.ts';
import { claimsOf, seenTokens } from './seen-tokens.ts';

export const expiredToken: Rule = {
  id: 'T04',
  name: 'expired-token',
  severity: 'error',
  subject: 'document',
  why:
    'An API server refuses a token a minute after its exp with 401 Unauthorized. The gateway then goes on serving the nodes ' +
    'it knew, also those that are gone.',
  mend:
    'Use a token_file that is renewed, with 3.13.0 or newer, or the token of a Secret of type ' +
    'kubernetes.io/service-account-token, which does not expire.',
  source: 'RFC 7519, 4.1.4; #11779',
  examples: {
    failing: { files: { 'config.yaml': exampleConfig(`token: ${exampleToken({ iat: 1_600_000_000, exp: 1_600_003_600 })}`) } },
    passing: { files: { 'config.yaml': exampleConfig(`token: ${LASTING_TOKEN}`) } },
  },
  check: (document, facts) =>
    seenTokens(document, facts).flatMap((token): readonly Complaint[] => {
      const claims = claimsOf(token);
      const { name, position, origin } = token;
      if (claims?.expiresAt === undefined || !isExpired(claims, facts.now)) return [];
      return [
        {
          message: `${name}, of ${claims.subject ?? 'an unnamed subject'}, expired at ${momentText(claims.expiresAt)}: the API server answers 401`,
          position,
          hint:
            origin === 'file'
              ? 'Find out why nothing renews this file'
              : 'Issue a new token, better as a token_file that is renewed',
        },
      ];
    }),
};

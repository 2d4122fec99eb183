import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, exampleToken, LASTING_TOKEN } from './example-token.ts';
import { claimsOf, faultOf, seenTokens } from './seen-tokens.ts';

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
      const fault = faultOf(token, 'T04', facts);
      if (fault === undefined) return [];
      const { name, position, origin } = token;
      return [
        {
          message: `${name}, of ${claimsOf(token)?.subject ?? 'an unnamed subject'}, ${fault.text}`,
          position,
          hint:
            origin === 'file'
              ? 'Find out why nothing renews this file'
              : 'Issue a new token, better as a token_file that is renewed',
        },
      ];
    }),
};

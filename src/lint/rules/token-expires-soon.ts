import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, exampleToken, FAR_FUTURE, LASTING_TOKEN } from './example-token.ts';
import { faultOf, seenTokens } from './seen-tokens.ts';

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
      const fault = faultOf(token, 'T26', facts);
      if (fault === undefined) return [];
      const { name, position, origin } = token;
      const hint = origin === 'file' ? 'Find out why nothing renews this file' : 'Issue a new token before that';
      return [{ message: `${name} ${fault.text}`, position, hint }];
    }),
};

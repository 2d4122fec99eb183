import { isExpired } from '../../kube/token-claims.ts';
import { readOnceText } from '../../kube/token-faults.ts';
import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, exampleToken, FAR_FUTURE } from './example-token.ts';
import { claimsOf, seenTokens } from './seen-tokens.ts';

export const inlineTokenExpires: Rule = {
  id: 'T07',
  name: 'inline-token-expires',
  severity: 'warning',
  subject: 'document',
  why:
    'The gateway reads client.token at start and never again, in every release, whether it stands in the file or comes from a ' +
    'variable. A token that expires must be replaced there and the gateway restarted.',
  mend:
    'Use token_file, which 3.13.0 and newer read for each request, or the token of a Secret of type ' +
    'kubernetes.io/service-account-token, which does not expire.',
  source: 'discovery/kubernetes/core.lua, get_apiserver, 3.17.0; #12057',
  examples: {
    failing: {
      files: { 'config.yaml': exampleConfig(`token: ${exampleToken({ iat: 1_700_000_000, exp: FAR_FUTURE })}`) },
    },
    passing: { files: { 'config.yaml': exampleConfig('token_file: /etc/apisix/token') } },
  },
  check: (document, facts) =>
    seenTokens(document, facts).flatMap((token): readonly Complaint[] => {
      const claims = claimsOf(token);
      const { name, position, origin } = token;
      if (claims?.expiresAt === undefined || isExpired(claims, facts.now)) return [];
      if (origin !== 'inline' && origin !== 'variable') return [];
      return [
        {
          message: `${name} ${readOnceText(claims.expiresAt)}`,
          position,
          hint: 'Use token_file with APISIX 3.13.0 or newer, or the token of a Secret',
        },
      ];
    }),
};

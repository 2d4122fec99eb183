import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, exampleToken, FAR_FUTURE, LASTING_TOKEN } from './example-token.ts';
import { faultOf, seenTokens } from './seen-tokens.ts';

export const shortLivedToken: Rule = {
  id: 'T05',
  name: 'short-lived-token',
  severity: 'warning',
  subject: 'document',
  why:
    'A token of kubectl create token lives an hour unless --duration asks for more, and a server may give less than that: GKE ' +
    '48 hours at most, EKS 24. The gateway never renews client.token. Tokens that live 48 hours or less are reported; those ' +
    'in files are not, as what wrote the file may write it again.',
  mend:
    'Use a token_file that is renewed, with 3.13.0 or newer, or the token of a Secret of type ' +
    'kubernetes.io/service-account-token. With kubectl create token --duration, read exp back.',
  source: 'Kubernetes API, TokenRequest: expirationSeconds',
  examples: {
    failing: { files: { 'config.yaml': exampleConfig(`token: ${exampleToken({ iat: FAR_FUTURE - 3600, exp: FAR_FUTURE })}`) } },
    passing: { files: { 'config.yaml': exampleConfig(`token: ${LASTING_TOKEN}`) } },
  },
  check: (document, facts) =>
    seenTokens(document, facts).flatMap((token): readonly Complaint[] => {
      const fault = faultOf(token, 'T05', facts);
      if (fault === undefined || token.origin === 'file') return [];
      const hint = 'Use a token_file that is renewed, or the token of a Secret, which does not expire';
      return [{ message: `${token.name} ${fault.text}`, position: token.position, hint }];
    }),
};

import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, exampleToken, LASTING_TOKEN } from './example-token.ts';
import { faultOf, seenTokens } from './seen-tokens.ts';

export const foreignToken: Rule = {
  id: 'T21',
  name: 'foreign-token',
  severity: 'warning',
  subject: 'document',
  why:
    'Tokens of clouds (k8s-aws-v1., ya29.), of Rancher and of sign-in services belong to a person or a machine and live ' +
    'minutes to hours. The gateway cannot renew them, so the API server soon answers 401 Unauthorized.',
  mend: 'Create a service account with the right to list and watch, and use its token.',
  source: 'Kubernetes, Authenticating: service account tokens',
  examples: {
    failing: {
      files: { 'config.yaml': exampleConfig(`token: ${exampleToken({ iss: 'https://login.example.com', sub: 'jane' })}`) },
    },
    passing: { files: { 'config.yaml': exampleConfig(`token: ${LASTING_TOKEN}`) } },
  },
  check: (document, facts) =>
    seenTokens(document, facts).flatMap((token): readonly Complaint[] => {
      const fault = faultOf(token, 'T21', facts);
      if (fault === undefined) return [];
      const hint = 'Use the token of a service account';
      return [{ message: `${token.name} ${fault.text}`, position: token.position, hint }];
    }),
};

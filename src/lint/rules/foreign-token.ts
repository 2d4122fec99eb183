import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, exampleToken, LASTING_TOKEN } from './example-token.ts';
import { seenTokens } from './seen-tokens.ts';

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
    seenTokens(document, facts).flatMap(({ reading, name, position }): readonly Complaint[] => {
      const hint = 'Use the token of a service account';
      switch (reading.kind) {
        case 'foreign':
          return [{ message: `${name} is a token of ${reading.issuer}, not of a service account`, position, hint }];
        case 'jwt':
          return [
            {
              message: `${name} is a token of ${reading.claims.subject ?? 'nobody by name'}, not of a service account`,
              position,
              hint,
            },
          ];
        default:
          return [];
      }
    }),
};

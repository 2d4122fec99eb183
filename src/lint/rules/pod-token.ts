import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, exampleToken, FAR_FUTURE } from './example-token.ts';
import { faultOf, seenTokens } from './seen-tokens.ts';

const token = (binding: Readonly<Record<string, unknown>>) =>
  exampleToken({ iat: 1_700_000_000, exp: FAR_FUTURE, 'kubernetes.io': { namespace: 'example', ...binding } });

export const podToken: Rule = {
  id: 'T12',
  name: 'pod-token',
  severity: 'warning',
  subject: 'document',
  why:
    'A token that Kubernetes mounted into a pod is bound to that pod: once the pod is gone, the API server answers 401 to it, ' +
    'whatever its exp says.',
  mend:
    'Give the gateway a token of its own: of a Secret of type kubernetes.io/service-account-token, or mounted into its own ' +
    'pod and read from token_file.',
  source: 'KEP-1205',
  examples: {
    failing: { files: { 'config.yaml': exampleConfig(`token: ${token({ pod: { name: 'shop-0' } })}`) } },
    passing: { files: { 'config.yaml': exampleConfig(`token: ${token({})}`) } },
  },
  check: (document, facts) =>
    seenTokens(document, facts).flatMap((token): readonly Complaint[] => {
      const fault = faultOf(token, 'T12', facts);
      // Whoever mounts a file may well be that pod.
      if (fault === undefined || token.origin === 'file') return [];
      return [{ message: `${token.name} ${fault.text}`, position: token.position, hint: 'Issue a token for the gateway itself' }];
    }),
};

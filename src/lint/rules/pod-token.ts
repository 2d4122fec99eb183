import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, exampleToken, FAR_FUTURE } from './example-token.ts';
import { seenTokens } from './seen-tokens.ts';

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
    seenTokens(document, facts).flatMap(({ reading, name, position, origin }): readonly Complaint[] => {
      // Whoever mounts a file may well be that pod.
      if (reading.kind !== 'service-account' || origin === 'file') return [];
      const { boundTo, namespace } = reading.claims;
      return boundTo
        .filter(({ kind }) => kind === 'pod')
        .map((pod) => ({
          message: `${name} was copied out of the pod ${namespace}/${pod.name}, and is refused once that pod is gone`,
          position,
          hint: 'Issue a token for the gateway itself',
        }));
    }),
};

import { resolveReference } from '../../apisix/discovery-config/references.ts';
import { SERVICE_ACCOUNT_TOKEN } from '../../kube/in-cluster.ts';
import { isMountedToken, mayBeOwnCluster } from '../../kube/own-pod.ts';
import type { Complaint, Rule } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';
import { ownerText, placeOf } from './place-of.ts';
import { POD_VARIABLES, variableOf } from './variables.ts';
import { writtenClusters } from './written-clusters.ts';

const config = (tokenFile: string) => `discovery:
  kubernetes:
    - id: own
      service:
        host: kubernetes.default.svc
        port: "443"
      client:
        token_file: ${SERVICE_ACCOUNT_TOKEN}
    - id: other
      service:
        host: api.example.com
        port: "6443"
      client:
        token_file: ${tokenFile}
`;

export const inPodTokenElsewhere: Rule = {
  id: 'T28',
  name: 'in-pod-token-elsewhere',
  severity: 'warning',
  subject: 'config',
  why: `The file ${SERVICE_ACCOUNT_TOKEN} holds the token of the gateway's own pod. It is good in the cluster that the gateway runs in, and the API server of any other answers 401 Unauthorized.`,
  mend: 'Create a service account in the other cluster, and mount its token under another path.',
  source: 'Kubernetes, Accessing the API from a Pod',
  examples: {
    failing: { files: { 'config.yaml': config(SERVICE_ACCOUNT_TOKEN) } },
    passing: { files: { 'config.yaml': config('/etc/apisix/other/token') } },
  },
  check: ({ verdict }, facts) =>
    writtenClusters(verdict).flatMap((cluster): readonly Complaint[] => {
      const { config: settings, mode } = cluster;
      if (mode === 'single' || settings?.client.kind !== 'token-file') return [];
      const { path } = settings.client;
      if (!isMountedToken(path) || mayBeOwn(settings.service.host, facts)) return [];
      return [
        {
          message: `client.token_file${ownerText(cluster)} is the token of the gateway's own pod, which ${settings.service.host} takes only in the same cluster`,
          position: placeOf(cluster, ['client', 'token_file'], verdict),
          hint: 'Use a token of that cluster, under another path',
        },
      ];
    }),
};

/** Whether a host may be the API server of the cluster that the gateway runs in: a name or address that only pods have, or one not known. */
function mayBeOwn(host: string, { env, isGatewayEnv }: RunFacts): boolean {
  const variable = variableOf(host);
  if (variable !== undefined && POD_VARIABLES.includes(variable)) return true;
  const resolved = resolveReference(host, env);
  if (variable !== undefined && (!isGatewayEnv || !resolved.ok)) return true;
  const name = resolved.ok ? resolved.value : host;
  if (name === env('KUBERNETES_SERVICE_HOST')) return true;
  return mayBeOwnCluster(name);
}

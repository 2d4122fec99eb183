import type { LocatedEntry } from '../../apisix/located.ts';
import { isNameOfOwnCluster } from '../../kube/own-pod.ts';
import { clusterConfig } from '../example-files.ts';
import type { Complaint, Rule } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';
import { settingOf, writtenClusters } from './written-clusters.ts';

export const hostWithPort: Rule = {
  id: 'C25',
  name: 'host-with-port',
  severity: 'warning',
  subject: 'config',
  check: ({ verdict }, facts) =>
    writtenClusters(verdict).flatMap(({ mode, table, config }): readonly Complaint[] => {
      if (mode === 'multi' || config === undefined) return [];
      const [host, port] = [settingOf(table, ['service', 'host']), settingOf(table, ['service', 'port'])];
      if (host !== undefined && port === undefined) return complaints(host, { lacks: 'port', facts });
      return port !== undefined && host === undefined ? complaints(port, { lacks: 'host', facts }) : [];
    }),
  why:
    'Without service.port the gateway takes ${KUBERNETES_SERVICE_PORT}, and without service.host ${KUBERNETES_SERVICE_HOST}. ' +
    'Kubernetes sets both in its pods only, for the cluster of the pod. Elsewhere discovery stops at start: ' +
    '"not found environment variable KUBERNETES_SERVICE_PORT".',
  mend: 'Give service.host and service.port together, or neither for the cluster that the gateway runs in.',
  source: 'discovery/kubernetes/schema.lua and init.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': clusterConfig({ service: ['host: k8s.example.com'] }) } },
    passing: { files: { 'config.yaml': clusterConfig({ service: ['host: k8s.example.com', 'port: "6443"'] }) } },
  },
};

/** Whether a host or port means the cluster of the pod, where the other default is right. */
function isOfOwnCluster(value: string): boolean {
  return /^\$\{KUBERNETES_SERVICE_(?:HOST|PORT|PORT_HTTPS)\}$/.test(value) || isNameOfOwnCluster(value);
}

function complaints(
  { keyPosition, value }: LocatedEntry,
  { lacks, facts }: { readonly lacks: 'host' | 'port'; readonly facts: RunFacts },
): readonly Complaint[] {
  if (value.kind !== 'scalar' || isOfOwnCluster(String(value.value))) return [];
  const [given, variable] = lacks === 'port' ? ['host', 'KUBERNETES_SERVICE_PORT'] : ['port', 'KUBERNETES_SERVICE_HOST'];
  const isMissing = facts.isGatewayEnv && facts.env(variable) === undefined;
  // E02 tells of a missing default where it is not the port of a host that is written out.
  if (isMissing && (lacks === 'host' || String(value.value).startsWith('${'))) return [];
  const reason = isMissing ? 'it is not set' : 'that is set in a pod only, for the cluster of the pod';
  return [
    {
      message: `service.${given} stands without service.${lacks}, which is then \${${variable}}: ${reason}`,
      hint:
        lacks === 'port'
          ? 'Add port: "6443", or the port of that API server'
          : 'Add host: the name or address of that API server',
      position: keyPosition,
      ...(isMissing ? { severity: 'error' } : {}),
    },
  ];
}

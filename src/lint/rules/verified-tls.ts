import { valueAt } from '../../apisix/located.ts';
import { clusterConfig } from '../example-files.ts';
import type { Complaint, JudgedConfig, Rule } from '../rule.ts';
import { settingOf, textSetting, writtenClusters } from './written-clusters.ts';
import type { WrittenCluster } from './written-clusters.ts';

export const verifiedTls: Rule = {
  id: 'C23',
  name: 'verified-tls',
  severity: 'warning',
  subject: 'config',
  check: (judged) => writtenClusters(judged.verdict).flatMap((cluster) => complaints(cluster, judged)),
  why:
    'The key service.ssl_verify is ignored before 3.17.0: TLS was never verified. From 3.17.0 on it checks the chain and the dates against ' +
    'apisix.ssl.ssl_trusted_certificate, which by default is what the system trusts, and that is rarely the CA of a cluster. ' +
    'The name in the certificate is never compared, because no server name is handed to the handshake.',
  mend: 'Set apisix.ssl.ssl_trusted_certificate to a file with the CA of the cluster, on 3.17.0 or newer.',
  source: 'discovery/kubernetes/core.lua, 3.17.0; #13190',
  examples: {
    failing: {
      files: { 'config.yaml': clusterConfig({ service: ['host: 10.1.0.5', 'port: "6443"', 'ssl_verify: true'] }) },
    },
    passing: { files: { 'config.yaml': clusterConfig() } },
  },
};

function complaints(cluster: WrittenCluster, { verdict, release }: JudgedConfig): readonly Complaint[] {
  const entry = settingOf(cluster.table, ['service', 'ssl_verify']);
  if (entry?.value.kind !== 'scalar' || entry.value.value !== true) return [];
  if (textSetting(cluster, ['service', 'schema'])?.text === 'http') return [];
  const position = entry.keyPosition;
  if (!release.verifiesTls) {
    const message = 'service.ssl_verify is ignored before APISIX 3.17.0: the certificate of the API server is not verified';
    return [{ message, hint: 'Upgrade to APISIX 3.17.0 or newer', position }];
  }
  const trusted = valueAt(verdict.written, ['apisix', 'ssl', 'ssl_trusted_certificate']);
  if (trusted?.kind === 'scalar' && trusted.value !== 'system') {
    const message = 'service.ssl_verify checks the chain and the dates of the certificate, but never the name in it';
    return [{ message, position, severity: 'info' }];
  }
  return [
    {
      message: 'service.ssl_verify is on, but only what the system trusts is trusted, which is rarely the CA of a cluster',
      hint: 'Set apisix.ssl.ssl_trusted_certificate to a file with the CA of the cluster',
      position,
    },
  ];
}

import { valueAt } from '../../apisix/located.ts';
import { clusterConfig } from '../example-files.ts';
import type { Complaint, Rule } from '../rule.ts';
import { isCertificateKey } from './known-keys.ts';
import { writtenClusters } from './written-clusters.ts';

export const noClientCertificates: Rule = {
  id: 'C32',
  name: 'no-client-certificates',
  severity: 'warning',
  subject: 'config',
  check: ({ verdict }) =>
    writtenClusters(verdict).flatMap(({ path, table }) =>
      [[], ['service'], ['client']].flatMap((steps): readonly Complaint[] => {
        const owner = valueAt(table, steps);
        if (owner?.kind !== 'table') return [];
        return owner.entries
          .filter(({ key }) => isCertificateKey(key))
          .map(({ key, keyPosition }) => ({
            message: `${[path, ...steps, key].join('.')} is ignored: the gateway uses no client certificates, and no CA of its own for discovery`,
            hint: 'Give it token or token_file under client; to trust a CA, service.ssl_verify: true with apisix.ssl.ssl_trusted_certificate',
            position: keyPosition,
          }));
      }),
    ),
  why:
    'Discovery proves who it is by a bearer token alone. Keys for certificates, as kubeconfig files have them, are accepted and ' +
    'ignored, and the default token of the pod is sent instead.',
  mend:
    'Use token or token_file. To verify the API server, set service.ssl_verify and apisix.ssl.ssl_trusted_certificate (3.17.0 ' +
    'or newer).',
  source: 'discovery/kubernetes/schema.lua and init.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'config.yaml': clusterConfig({ client: ['cert_file: /etc/apisix/client.crt', 'key_file: /etc/apisix/client.key'] }),
      },
    },
    passing: { files: { 'config.yaml': clusterConfig() } },
  },
};

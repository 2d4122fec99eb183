import type { Complaint, Rule } from '../rule.ts';
import { textSetting, writtenClusters } from './written-clusters.ts';

export const httpsOnTlsPort: Rule = {
  id: 'C31',
  name: 'https-on-tls-port',
  severity: 'error',
  subject: 'config',
  check: ({ verdict }) =>
    writtenClusters(verdict).flatMap((cluster): readonly Complaint[] => {
      const schema = textSetting(cluster, ['service', 'schema']);
      const port = cluster.config?.service.port;
      if (schema?.text !== 'http' || port === undefined || !TLS_PORTS.has(port)) return [];
      return [
        {
          message: `service.schema is http, but the port ${port} of an API server speaks TLS`,
          hint: 'Write schema: https',
          position: schema.scalar.position,
          ...(port.startsWith('$') ? {} : { severity: 'warning' }),
        },
      ];
    }),
  why:
    'API servers speak TLS on 443 and 6443, and KUBERNETES_SERVICE_PORT is such a port. Plain HTTP is answered with 400 ' +
    '"Client sent an HTTP request to an HTTPS server" or by a reset.',
  mend: 'Write schema: https. It is the default, and the certificate is not verified unless ssl_verify asks for it.',
  source: 'net/http of Go, which every API server runs on',
  examples: {
    failing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    service:
      schema: http
      host: \${KUBERNETES_SERVICE_HOST}
      port: \${KUBERNETES_SERVICE_PORT}
`,
      },
    },
    passing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    service:
      schema: https
      host: \${KUBERNETES_SERVICE_HOST}
      port: \${KUBERNETES_SERVICE_PORT}
`,
      },
    },
  },
};

const TLS_PORTS: ReadonlySet<string> = new Set(['443', '6443', '${KUBERNETES_SERVICE_PORT}', '${KUBERNETES_SERVICE_PORT_HTTPS}']);

import { entryOf, valueAt } from '../../apisix/located.ts';
import type { Rule } from '../rule.ts';

export const streamProxyWithDiscovery: Rule = {
  id: 'C27',
  name: 'stream-proxy-with-discovery',
  severity: 'warning',
  subject: 'config',
  check({ verdict, release }) {
    const proxy = entryOf(valueAt(verdict.written, ['apisix']), 'stream_proxy');
    if (verdict.kubernetes === undefined || proxy === undefined || proxy.value.kind === 'null' || release.atLeast('3.2.0'))
      return [];
    return [
      {
        message:
          'Before APISIX 3.2 a gateway with stream_proxy and Kubernetes discovery may not start: "unsupported subsystem: stream"',
        hint: 'Upgrade to 3.2.0 or newer, or leave stream_proxy out',
        position: proxy.keyPosition,
      },
    ];
  },
  why:
    'The stream subsystem loads the discovery module, too. Before 3.2 that needs a part of OpenResty which has no stream version up to ' +
    '1.19.3, so nginx does not start; where it does, stream routes have no discovery all the same.',
  mend: 'Upgrade to 3.2.0 or newer, or serve TCP and UDP by another gateway.',
  source: 'discovery/kubernetes/init.lua, 3.2.0; #7473, #8640',
  examples: {
    failing: {
      files: {
        'config.yaml': `apisix:
  stream_proxy:
    tcp: [5432]
discovery:
  kubernetes:
    service:
      host: 10.1.0.5
      port: "6443"
    client:
      token: \${K8S_TOKEN}
`,
      },
      flags: ['--gateway-version', '3.1.0'],
    },
    passing: {
      files: {
        'config.yaml': `apisix:
  stream_proxy:
    tcp: [5432]
discovery:
  kubernetes:
    service:
      host: 10.1.0.5
      port: "6443"
    client:
      token: \${K8S_TOKEN}
`,
      },
      flags: ['--gateway-version', '3.2.0'],
    },
  },
};

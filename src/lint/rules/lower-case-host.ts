import type { Rule } from '../rule.ts';
import { isSamePlace, replacedText, withFix } from './edits.ts';
import { refusedAs } from './problems.ts';
import { textSetting, writtenClusters } from './written-clusters.ts';

export const lowerCaseHost: Rule = {
  id: 'C04',
  name: 'lower-case-host',
  severity: 'error',
  subject: 'config',
  check: (judged) => {
    const hosts = writtenClusters(judged.verdict).map((cluster) => textSetting(cluster, ['service', 'host']));
    return refusedAs('C04', judged).map((complaint) => {
      const host = hosts.find((setting) => isSamePlace(setting?.scalar.position, complaint.position));
      const name = host?.text.toLowerCase();
      if (host === undefined || name === undefined || name === host.text || !DNS_NAME.test(name)) return complaint;
      return withFix(complaint, judged, {
        description: 'Write the host in lower case',
        edits: [replacedText(host.scalar, name)],
      });
    });
  },
  why:
    'The service.host is a lower-case DNS name, an IPv4 address or ${VAR}. Capitals, an underscore, a dot at the end or text around a ' +
    'reference make every release refuse the config.',
  mend: 'Write the name in lower case and without the dot at its end, or the IPv4 address.',
  source: 'apisix/discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    service:
      host: K8s.Example.com
      port: "6443"
    client:
      token_file: /etc/apisix/token
`,
      },
    },
    passing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    service:
      host: k8s.example.com
      port: "6443"
    client:
      token_file: /etc/apisix/token
`,
      },
    },
  },
};

const DNS_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

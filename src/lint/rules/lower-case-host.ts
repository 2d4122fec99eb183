import { clusterConfig } from '../example-files.ts';
import { maskShapes } from '../masking.ts';
import type { Rule } from '../rule.ts';
import { replacedText, withFix } from './edits.ts';
import { refusedAs } from './problems.ts';
import { settingsByPlace } from './written-clusters.ts';

export const lowerCaseHost: Rule = {
  id: 'C04',
  name: 'lower-case-host',
  severity: 'error',
  subject: 'config',
  check: (judged) => {
    const hostAt = settingsByPlace(judged.verdict, ['service', 'host']);
    return refusedAs('C04', judged).map((complaint) => {
      const host = hostAt(complaint.position)?.entry.value;
      if (host?.kind !== 'scalar' || !DNS_NAME.test(host.text.toLowerCase())) return complaint;
      // A token in the place of the host is no name in capitals, and small letters would keep it from being masked.
      if (maskShapes(host.text) !== host.text) return complaint;
      return withFix(complaint, judged, {
        description: 'Write the host in lower case',
        edits: [replacedText(host, host.text.toLowerCase())],
      });
    });
  },
  why:
    'The service.host is a lower-case DNS name, an IPv4 address or ${VAR}. Capitals, an underscore, a dot at the end or text around a ' +
    'reference make every release refuse the config.',
  mend: 'Write the name in lower case and without the dot at its end, or the IPv4 address.',
  source: 'discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': clusterConfig({ service: ['host: K8s.Example.com', 'port: "6443"'] }) } },
    passing: { files: { 'config.yaml': clusterConfig({ service: ['host: k8s.example.com', 'port: "6443"'] }) } },
  },
};

const DNS_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

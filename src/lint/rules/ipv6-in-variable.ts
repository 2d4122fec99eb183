import type { Rule } from '../rule.ts';
import { failuresHere } from './variables.ts';

const CONFIG = `discovery:
  kubernetes: {}
`;

export const ipv6InVariable: Rule = {
  id: 'E06',
  name: 'ipv6-in-variable',
  severity: 'error',
  subject: 'config',
  why:
    'The host is put before a colon and the port as it stands, so an IPv6 address without brackets cannot be read: failed to ' +
    'parse host name "fd00::1": invalid port. In pods of an IPv6 cluster KUBERNETES_SERVICE_HOST is such an address.',
  mend:
    'Set the variable to a name, an IPv4 address or an address in brackets; in a pod, service.host: kubernetes.default.svc ' +
    'will do.',
  source: 'discovery/kubernetes/informer_factory.lua, 2.13.0; lua-resty-dns#16',
  examples: {
    failing: {
      files: { 'config.yaml': CONFIG },
      env: { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' },
    },
    passing: {
      files: { 'config.yaml': CONFIG },
      env: { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' },
    },
  },
  check: (judged, facts) => failuresHere('E06', judged, facts),
};

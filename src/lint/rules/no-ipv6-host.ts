import { clusterConfig } from '../example-files.ts';
import { refusalRule } from './problems.ts';

export const noIpv6Host = refusalRule({
  id: 'C03',
  name: 'no-ipv6-host',
  severity: 'error',
  why:
    'The documentation of the gateway lists IPv6 addresses, but its schema takes no colon and no bracket in service.host, in any ' +
    'release. An address in a variable passes the check; it then needs its brackets.',
  mend: 'Write a DNS name or an IPv4 address.',
  source: 'discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': clusterConfig({ service: ['host: "fd00:10:96::1"', 'port: "6443"'] }) } },
    passing: { files: { 'config.yaml': clusterConfig({ service: ['host: k8s.example.com', 'port: "6443"'] }) } },
  },
});

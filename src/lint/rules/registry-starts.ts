import type { Rule } from '../rule.ts';
import { asComplaint } from './problems.ts';

export const registryStarts: Rule = {
  id: 'C38',
  name: 'registry-starts',
  severity: 'error',
  subject: 'config',
  check: ({ verdict }) => verdict.startFailures.filter(({ id = 'C38' }) => id === 'C38').map(asComplaint),
  why:
    'The start-up check passes, and then a registry fails with these settings when it starts. The addresses of Consul are the usual ' +
    'cause: the check takes any text, the registry only http://host:port without a path, a slash at the end or credentials.',
  mend: 'Write the setting as the message asks for.',
  source: 'discovery/consul/init.lua and consul_kv/init.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  consul:\n    servers: ["http://consul.example.com:8500/"]\n' } },
    passing: { files: { 'config.yaml': 'discovery:\n  consul:\n    servers: ["http://consul.example.com:8500"]\n' } },
  },
};

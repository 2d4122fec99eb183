import { refusalRule } from './problems.ts';

export const knownRegistries = refusalRule({
  id: 'C33',
  name: 'known-registries',
  severity: 'error',
  why:
    'The start-up check passes over keys of discovery that it does not know. Each key is then loaded as a module, and nginx does not ' +
    'start: "module \'apisix.discovery.k8s\' not found". Values of the Helm chart (enabled, registry), a host that is not indented ' +
    'enough and a list instead of a map end the same way.',
  mend: 'Leave only registries under discovery: kubernetes, nacos, eureka, consul, consul_kv, dns and tars.',
  source: 'discovery/init.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  k8s: {}\n' } },
    passing: { files: { 'config.yaml': 'discovery:\n  kubernetes: {}\n' } },
  },
});

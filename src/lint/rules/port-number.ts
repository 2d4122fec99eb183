import { endpoints, manifests, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const portNumber = nameRule({
  id: 'S03',
  name: 'port-number',
  severity: 'error',
  why:
    'The gateway files the nodes of a port under its name, and under its number only where it has no name. So a number never ' +
    'finds a port that has a name.',
  mend: 'Write the name of the port.',
  source: 'discovery/kubernetes/init.lua, 2.13.0; #7026',
  examples: {
    failing: {
      files: { 'apisix.yaml': upstreamNamed('default/cms:8080'), 'shop.yaml': manifests(endpoints('default/cms')) },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: { 'apisix.yaml': upstreamNamed('default/cms:http'), 'shop.yaml': manifests(endpoints('default/cms')) },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

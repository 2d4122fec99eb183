import { endpoints, manifests, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const noSuchPort = nameRule({
  id: 'S24',
  name: 'no-such-port',
  severity: 'error',
  why: 'The Service has nodes, but under other ports.',
  mend: 'Write the name of a port that the Service has.',
  source: 'discovery/kubernetes/init.lua, 2.13.0',
  examples: {
    failing: {
      files: { 'apisix.yaml': upstreamNamed('default/cms:htp'), 'shop.yaml': manifests(endpoints('default/cms')) },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: { 'apisix.yaml': upstreamNamed('default/cms:http'), 'shop.yaml': manifests(endpoints('default/cms')) },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

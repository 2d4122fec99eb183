import { endpoints, manifests, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const noSuchService = nameRule({
  id: 'S25',
  name: 'no-such-service',
  severity: 'error',
  why: 'Nothing of that namespace and name is in the manifests, so every request would be answered 503.',
  mend: 'Write the namespace and name of a Service that exists.',
  source: 'discovery/kubernetes/init.lua, 2.13.0',
  examples: {
    failing: {
      files: { 'apisix.yaml': upstreamNamed('default/cmss:http'), 'shop.yaml': manifests(endpoints('default/cms')) },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: { 'apisix.yaml': upstreamNamed('default/cms:http'), 'shop.yaml': manifests(endpoints('default/cms')) },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

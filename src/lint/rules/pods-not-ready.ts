import { endpoints, manifests, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const podsNotReady = nameRule({
  id: 'S10',
  name: 'pods-not-ready',
  severity: 'warning',
  why: 'Only ready addresses become nodes. While no pod is ready the gateway has an empty list, or none, and answers 503.',
  mend: 'Look at the readiness of the pods.',
  source: 'discovery/kubernetes/init.lua, 2.13.0; #13299',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamNamed('default/cms:http'),
        'shop.yaml': manifests(endpoints('default/cms', { isReady: false })),
      },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: { 'apisix.yaml': upstreamNamed('default/cms:http'), 'shop.yaml': manifests(endpoints('default/cms')) },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

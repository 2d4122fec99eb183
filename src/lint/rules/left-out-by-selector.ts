import { clusterOfNamespaceProd, endpoints, manifests, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const leftOutBySelector = nameRule({
  id: 'S16',
  name: 'left-out-by-selector',
  severity: 'error',
  why: 'The gateway holds only what namespace_selector and label_selector let through. All else is as if it did not exist.',
  mend: 'Widen the selector. label_selector is matched against the labels of Endpoints or EndpointSlices, which are those of the Service.',
  source: 'discovery/kubernetes/init.lua, 2.13.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamNamed('default/cms:http'),
        'config.yaml': clusterOfNamespaceProd,
        'shop.yaml': manifests(endpoints('default/cms'), endpoints('prod/cms')),
      },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: {
        'apisix.yaml': upstreamNamed('prod/cms:http'),
        'config.yaml': clusterOfNamespaceProd,
        'shop.yaml': manifests(endpoints('default/cms'), endpoints('prod/cms')),
      },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

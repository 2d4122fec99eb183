import { clusterWithSlices, manifests, slice, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const undecidedEndpoints = nameRule({
  id: 'G11',
  name: 'undecided-endpoints',
  severity: 'warning',
  why:
    'Where an EndpointSlice does not say whether an endpoint is ready, Kubernetes takes it for ready. The gateway does not, ' +
    'and has no node.',
  mend: 'Write conditions: {ready: true}.',
  source: 'discovery/kubernetes/core.lua, 3.15.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamNamed('default/cms:http'),
        'config.yaml': clusterWithSlices,
        'shop.yaml': manifests(slice('default/cms', { conditions: {} })),
      },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: {
        'apisix.yaml': upstreamNamed('default/cms:http'),
        'config.yaml': clusterWithSlices,
        'shop.yaml': manifests(slice('default/cms')),
      },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

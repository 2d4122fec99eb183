import { clusterWithSlices, manifests, slice, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const sliceWithoutPorts = nameRule({
  id: 'G22',
  name: 'slice-without-ports',
  severity: 'error',
  why:
    'A headless Service without ports and with a ready pod has an EndpointSlice with ports: null. The gateway cannot read it, ' +
    'and discovery stops for the whole cluster, retried every 40 s.',
  mend: 'Declare a port on that Service, or leave its namespace out with namespace_selector.',
  source: 'discovery/kubernetes/core.lua, 3.18.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamNamed('default/web:http'),
        'config.yaml': clusterWithSlices,
        'shop.yaml': manifests(slice('default/db', { ports: null }), slice('default/web')),
      },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: {
        'apisix.yaml': upstreamNamed('default/web:http'),
        'config.yaml': clusterWithSlices,
        'shop.yaml': manifests(slice('default/db'), slice('default/web')),
      },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

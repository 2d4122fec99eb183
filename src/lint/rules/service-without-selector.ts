import { endpoints, manifests, service, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const serviceWithoutSelector = nameRule({
  id: 'S14',
  name: 'service-without-selector',
  severity: 'error',
  why: 'Kubernetes makes Endpoints only for a Service with a selector. Without one somebody must write them, and nobody did.',
  mend: 'Give the Service a selector, or write its Endpoints or EndpointSlices.',
  source: 'core/v1 Service, Kubernetes',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamNamed('default/legacy:http'),
        'shop.yaml': manifests(service('default/legacy'), endpoints('default/cms')),
      },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: {
        'apisix.yaml': upstreamNamed('default/legacy:http'),
        'shop.yaml': manifests(service('default/legacy'), endpoints('default/legacy')),
      },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

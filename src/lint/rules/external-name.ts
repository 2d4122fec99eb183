import { endpoints, manifests, service, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const externalName = nameRule({
  id: 'S13',
  name: 'external-name',
  severity: 'error',
  why: 'An ExternalName Service is an alias in DNS. Kubernetes makes no Endpoints for it, so the gateway never has a node.',
  mend: 'Write the name it points to as a node, or use discovery_type: dns.',
  source: 'core/v1 Service, Kubernetes',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamNamed('default/shop:http'),
        'shop.yaml': manifests(service('default/shop', { externalName: 'shop.example.com' }), endpoints('default/cms')),
      },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: {
        'apisix.yaml': upstreamNamed('default/cms:http'),
        'shop.yaml': manifests(service('default/shop', { externalName: 'shop.example.com' }), endpoints('default/cms')),
      },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

import { endpoints, manifests, pod, service, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const namedTargetPort = nameRule({
  id: 'S12',
  name: 'named-target-port',
  severity: 'error',
  why:
    'A targetPort that is a name stands for the port of that name in the containers. Pods without it are left out of the ' +
    'Endpoints.',
  mend: 'Give the containers a port of that name, or write the number.',
  source: 'core/v1 Service, Kubernetes',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamNamed('default/cms:http'),
        'shop.yaml': manifests(
          service('default/cms', { selector: { app: 'cms' }, port: { name: 'http', port: 80, targetPort: 'web' } }),
          endpoints('default/cms', { addresses: [] }),
          pod('default/cms-0', { labels: { app: 'cms' }, portName: 'http' }),
        ),
      },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: {
        'apisix.yaml': upstreamNamed('default/cms:http'),
        'shop.yaml': manifests(
          service('default/cms', { selector: { app: 'cms' }, port: { name: 'http', port: 80, targetPort: 'http' } }),
          endpoints('default/cms'),
          pod('default/cms-0', { labels: { app: 'cms' }, portName: 'http' }),
        ),
      },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

import { deployment, endpoints, manifests, service, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const workloadName = nameRule({
  id: 'S09',
  name: 'workload-name',
  severity: 'error',
  why:
    'Kubernetes discovery knows Services, through their Endpoints or EndpointSlices. The name of a Deployment or a pod is ' +
    'found only where a Service happens to have the same.',
  mend: 'Write the name of the Service that selects the pods.',
  source: 'discovery/kubernetes/init.lua, 2.13.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamNamed('default/storefront:http'),
        'shop.yaml': manifests(
          deployment('default/storefront', { app: 'cms' }),
          service('default/cms', { selector: { app: 'cms' } }),
          endpoints('default/cms'),
        ),
      },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: {
        'apisix.yaml': upstreamNamed('default/cms:http'),
        'shop.yaml': manifests(
          deployment('default/storefront', { app: 'cms' }),
          service('default/cms', { selector: { app: 'cms' } }),
          endpoints('default/cms'),
        ),
      },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

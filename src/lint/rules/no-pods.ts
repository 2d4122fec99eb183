import { endpoints, manifests, pod, service, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const noPods = nameRule({
  id: 'S11',
  name: 'no-pods',
  severity: 'warning',
  why: 'A Service whose selector matches no pod has Endpoints without addresses, so there is no node for any of its ports.',
  mend: "Compare the Service's selector with the labels of the pods.",
  source: 'core/v1 Service, Kubernetes',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamNamed('default/cms:http'),
        'shop.yaml': manifests(
          service('default/cms', { selector: { app: 'cms' } }),
          endpoints('default/cms', { addresses: [] }),
          pod('default/web-0', { labels: { app: 'web' } }),
        ),
      },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: {
        'apisix.yaml': upstreamNamed('default/cms:http'),
        'shop.yaml': manifests(
          service('default/cms', { selector: { app: 'cms' } }),
          endpoints('default/cms'),
          pod('default/cms-0', { labels: { app: 'cms' } }),
        ),
      },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

import { endpoints, manifests, service, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const servicePort = nameRule({
  id: 'S04',
  name: 'service-port',
  severity: 'error',
  why:
    'A port without name is filed under the number that the Endpoints have, which is the port of the pods. The number of the ' +
    'Service is found nowhere.',
  mend: "Write the Service's targetPort, or better name the port.",
  source: 'discovery/kubernetes/init.lua, 2.13.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamNamed('default/web:80'),
        'shop.yaml': manifests(
          service('default/web', { port: { port: 80, targetPort: 8080 } }),
          endpoints('default/web', { port: { port: 8080 } }),
        ),
      },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: {
        'apisix.yaml': upstreamNamed('default/web:8080'),
        'shop.yaml': manifests(
          service('default/web', { port: { port: 80, targetPort: 8080 } }),
          endpoints('default/web', { port: { port: 8080 } }),
        ),
      },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

import { endpoints, manifests, service, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const serviceWithoutPorts = nameRule({
  id: 'S15',
  name: 'service-without-ports',
  severity: 'error',
  why: 'A headless Service may declare no port. Its Endpoints then have none either, and a service_name needs one.',
  mend: 'Declare the port on the Service.',
  source: 'discovery/kubernetes/init.lua, 2.13.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamNamed('default/db:http'),
        'shop.yaml': manifests(
          service('default/db', { selector: { app: 'db' }, port: 'none' }),
          endpoints('default/db', { port: 'none' }),
        ),
      },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: {
        'apisix.yaml': upstreamNamed('default/db:http'),
        'shop.yaml': manifests(service('default/db', { selector: { app: 'db' } }), endpoints('default/db')),
      },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

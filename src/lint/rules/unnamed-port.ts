import { endpoints, manifests, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const unnamedPort = nameRule({
  id: 'S23',
  name: 'unnamed-port',
  severity: 'error',
  why:
    'Endpoints leave the name of a port without name out, so its number is the key. EndpointSlices write an empty name, which ' +
    'the gateway takes for the name: only a trailing colon finds it, and changing from one to the other breaks such names.',
  mend: 'Name the port in the Service.',
  source: 'discovery/kubernetes/core.lua, 3.18.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamNamed('default/web:'),
        'shop.yaml': manifests(endpoints('default/web', { port: { port: 8080 } })),
      },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: {
        'apisix.yaml': upstreamNamed('default/web:8080'),
        'shop.yaml': manifests(endpoints('default/web', { port: { port: 8080 } })),
      },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

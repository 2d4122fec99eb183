import { endpoints, manifests, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const unreadableObject = nameRule({
  id: 'G24',
  name: 'unreadable-object',
  severity: 'error',
  why:
    'JSON null is a value to the Lua of the gateway. Where a list is null the list-watch breaks off at that object, and ' +
    'discovery stops for the whole cluster, retried every 40 s.',
  mend: 'Leave the property out of the object, or leave its namespace out with namespace_selector.',
  source: 'discovery/kubernetes/init.lua, 2.13.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamNamed('default/web:http'),
        'shop.yaml': manifests(endpoints('default/db', { addresses: null }), endpoints('default/web')),
      },
      flags: ['-f', 'shop.yaml'],
    },
    passing: {
      files: {
        'apisix.yaml': upstreamNamed('default/web:http'),
        'shop.yaml': manifests(endpoints('default/db'), endpoints('default/web')),
      },
      flags: ['-f', 'shop.yaml'],
    },
  },
});

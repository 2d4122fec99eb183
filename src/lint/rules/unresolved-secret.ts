import { upstreamWith } from '../example-files.ts';
import { problemRule } from '../object-problems.ts';

export const unresolvedSecret = problemRule({
  id: 'W27',
  name: 'unresolved-secret',
  severity: 'warning',
  why:
    'From 3.17.0 on the gateway accepts $secret://… and $env://… wherever text may stand, whatever else the property asks for. But it ' +
    'puts the secret in their place in plugins only: a host, scheme or name of an upstream stays the reference.',
  mend: 'Write the value itself. For apisix.yaml, ${{VAR}} is replaced everywhere.',
  source: 'secret.lua, core/schema.lua and plugin.lua, 3.17.0 and 3.18.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamWith(
          'type: roundrobin',
          'scheme: $env://CMS_SCHEME',
          'discovery_type: kubernetes',
          'service_name: default/cms:http',
        ),
      },
    },
    passing: {
      files: {
        'apisix.yaml': upstreamWith(
          'type: roundrobin',
          'scheme: https',
          'discovery_type: kubernetes',
          'service_name: default/cms:https',
        ),
      },
    },
  },
});

import { upstreamWith } from '../example-files.ts';
import { problemRule } from '../object-problems.ts';

export const droppedObject = problemRule({
  id: 'W20',
  name: 'dropped-object',
  severity: 'error',
  why:
    'The gateway checks every object it reads, from a file or from etcd. One that fails is dropped with the line "failed to check item ' +
    'data", and the others are served without it.',
  mend: 'Mend the property that is named.',
  source: 'core/config_yaml.lua, core/config_etcd.lua and schema_def.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamWith(
          'type: roundrobin',
          'scheme: ws',
          'discovery_type: kubernetes',
          'service_name: default/cms:http',
        ),
      },
    },
    passing: {
      files: {
        'apisix.yaml': upstreamWith(
          'type: roundrobin',
          'scheme: http',
          'discovery_type: kubernetes',
          'service_name: default/cms:http',
        ),
      },
    },
  },
});

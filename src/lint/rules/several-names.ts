import { upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const severalNames = nameRule({
  id: 'S17',
  name: 'several-names',
  severity: 'error',
  why:
    'A service_name is one name. The schema has no pattern for it, so separators pass, and the whole text is looked up as one ' +
    'key that does not exist.',
  mend:
    'Make an upstream of each name, and share the traffic among them with upstream_id in the weighted_upstreams of the ' +
    'traffic-split plugin.',
  source: 'schema_def.lua, 3.18.0; #7202',
  examples: {
    failing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http;default/web:http') } },
    passing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http') } },
  },
});

import { upstreamNamed, upstreamWith } from '../example-files.ts';
import { problemRule } from '../object-problems.ts';

export const incompleteDiscovery = problemRule({
  id: 'W01',
  name: 'incomplete-discovery',
  severity: 'error',
  why:
    'An upstream needs nodes, or service_name and discovery_type together. With one of the two alone it is refused: ' +
    '"value should match only one schema, but matches none".',
  mend: 'Write both: discovery_type names the registry, service_name what to look up in it.',
  source: 'schema_def.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'apisix.yaml': upstreamWith('type: roundrobin', 'service_name: default/cms:http') } },
    passing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http') } },
  },
});

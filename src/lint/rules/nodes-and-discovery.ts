import { upstreamNamed, upstreamWith } from '../example-files.ts';
import { problemRule } from '../object-problems.ts';

export const nodesAndDiscovery = problemRule({
  id: 'W02',
  name: 'nodes-and-discovery',
  severity: 'error',
  why:
    'An upstream has nodes, or service_name and discovery_type, never both; an empty list of nodes counts as nodes. With both it is ' +
    'refused: "value should match only one schema, but matches both schemas 1 and 2".',
  mend: 'Remove nodes to use discovery, or service_name and discovery_type to use the nodes.',
  source: 'schema_def.lua, 2.13.0 to 3.18.0; adc#126',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamWith(
          'type: roundrobin',
          'nodes: []',
          'discovery_type: kubernetes',
          'service_name: default/cms:http',
        ),
      },
    },
    passing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http') } },
  },
});

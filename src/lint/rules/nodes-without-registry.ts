import { upstreamWith } from '../example-files.ts';
import { problemRule } from '../object-problems.ts';

export const nodesWithoutRegistry = problemRule({
  id: 'W03',
  name: 'nodes-without-registry',
  severity: 'error',
  why:
    'An upstream with nodes and service_name is accepted, because the pair for discovery is incomplete. Each request then finds the ' +
    'service_name first and no registry to ask: 503, "discovery server need appoint".',
  mend: 'Add discovery_type and remove nodes, or remove service_name.',
  source: 'upstream.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamWith(
          'type: roundrobin',
          'nodes:',
          '  - {host: 10.0.0.1, port: 8080, weight: 1}',
          'service_name: default/cms:http',
        ),
      },
    },
    passing: {
      files: { 'apisix.yaml': upstreamWith('type: roundrobin', 'nodes:', '  - {host: 10.0.0.1, port: 8080, weight: 1}') },
    },
  },
});

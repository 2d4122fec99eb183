import { upstreamNamed, upstreamWith } from '../example-files.ts';
import { problemRule } from '../object-problems.ts';

export const noNodes = problemRule({
  id: 'W25',
  name: 'no-nodes',
  severity: 'warning',
  why: 'An empty list or map of nodes is accepted. Every request is answered 503, "no valid upstream node".',
  mend: 'Write nodes, or replace them by discovery_type and service_name.',
  source: 'schema_def.lua and upstream.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'apisix.yaml': upstreamWith('type: roundrobin', 'nodes: []') } },
    passing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http') } },
  },
});

import { twoClusters, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const missingClusterId = nameRule({
  id: 'S06',
  name: 'missing-cluster-id',
  severity: 'error',
  why:
    'Where discovery.kubernetes is a list, every service_name begins with the id of its cluster. The gateway splits the name ' +
    'by a pattern with two slashes; with one it logs "get unexpected upstream service_name" and answers 503.',
  mend: 'Put the id of the cluster and a slash in front.',
  source: 'discovery/kubernetes/init.lua, 3.0.0; #9744',
  examples: {
    failing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http'), 'config.yaml': twoClusters } },
    passing: { files: { 'apisix.yaml': upstreamNamed('prod/default/cms:http'), 'config.yaml': twoClusters } },
  },
});

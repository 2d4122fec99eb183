import { twoClusters, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const unknownClusterId = nameRule({
  id: 'S07',
  name: 'unknown-cluster-id',
  severity: 'error',
  why:
    'In multi-cluster mode everything before the last two slashes is the id. No cluster of the config has this one, so the ' +
    'gateway logs "id not exist" and answers 503.',
  mend: 'Write an id that discovery.kubernetes has.',
  source: 'discovery/kubernetes/init.lua, 3.0.0',
  examples: {
    failing: { files: { 'apisix.yaml': upstreamNamed('prd/default/cms:http'), 'config.yaml': twoClusters } },
    passing: { files: { 'apisix.yaml': upstreamNamed('prod/default/cms:http'), 'config.yaml': twoClusters } },
  },
});

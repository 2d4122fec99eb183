import { oneCluster, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const needlessClusterId = nameRule({
  id: 'S08',
  name: 'needless-cluster-id',
  severity: 'error',
  why:
    'Where discovery.kubernetes is a map there is but one cluster, without an id. The gateway takes everything before the ' +
    'colon as namespace and name, finds nothing and logs nothing; every request is answered 503.',
  mend: 'Leave the id out, or make discovery.kubernetes a list whose clusters have ids.',
  source: 'discovery/kubernetes/init.lua, 2.13.0',
  examples: {
    failing: { files: { 'apisix.yaml': upstreamNamed('prod/default/cms:http'), 'config.yaml': oneCluster } },
    passing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http'), 'config.yaml': oneCluster } },
  },
});

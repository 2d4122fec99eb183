import { listOfOneCluster, upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const oneItemList = nameRule({
  id: 'C26',
  name: 'one-item-list',
  severity: 'error',
  why:
    'A list under discovery.kubernetes is multi-cluster mode, also with one item in it. Names that worked with a map need the ' +
    'id from then on; without it every request is answered 503.',
  mend: 'Put the id in front of each service_name, or write the one cluster as a map.',
  source: 'discovery/kubernetes/init.lua, 3.0.0; #12341',
  examples: {
    failing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http'), 'config.yaml': listOfOneCluster } },
    passing: { files: { 'apisix.yaml': upstreamNamed('prod/default/cms:http'), 'config.yaml': listOfOneCluster } },
  },
});

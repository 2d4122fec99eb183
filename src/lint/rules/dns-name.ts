import { upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const dnsName = nameRule({
  id: 'S02',
  name: 'dns-name',
  severity: 'error',
  why:
    'Kubernetes discovery looks names up in its own table, by namespace and name. It asks no DNS, so a DNS name or an address ' +
    'finds nothing there and every request is answered 503.',
  mend:
    "Write namespace/name:portName, with the cluster's id in front in multi-cluster mode. To resolve DNS names, use " +
    'discovery_type: dns.',
  source: 'discovery/kubernetes/init.lua, 2.13.0',
  examples: {
    failing: { files: { 'apisix.yaml': upstreamNamed('cms.default.svc.cluster.local:80') } },
    passing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http') } },
  },
});

import { upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const wrongNamespace = nameRule({
  id: 'S05',
  name: 'wrong-namespace',
  severity: 'error',
  why:
    'The part before the port is the key that the gateway looks up: namespace, one slash, name. Nothing is trimmed and no ' +
    'namespace is assumed, so a missing one, a slash or a part too many finds nothing, and every request is answered 503.',
  mend: "Write namespace/name:portName, with the cluster's id in front in multi-cluster mode.",
  source: 'discovery/kubernetes/init.lua, 2.13.0; #7199',
  examples: {
    failing: { files: { 'apisix.yaml': upstreamNamed('cms:http') } },
    passing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http') } },
  },
});

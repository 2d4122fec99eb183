import { upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const missingPort = nameRule({
  id: 'S01',
  name: 'missing-port',
  severity: 'error',
  why:
    'The gateway cuts a service_name at its last colon and looks up the port behind it. Without a colon it logs "get ' +
    'unexpected upstream service_name" and every request is answered 503.',
  mend: 'Add a colon and the name of the port, as the Service declares it; the number of the pods where the port has no name.',
  source: 'discovery/kubernetes/init.lua, 2.13.0; #7650',
  examples: {
    failing: { files: { 'apisix.yaml': upstreamNamed('default/cms') } },
    passing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http') } },
  },
});

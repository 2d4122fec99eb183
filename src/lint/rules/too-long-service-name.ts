import { upstreamNamed } from '../example-files.ts';
import { problemRule } from '../object-problems.ts';

export const tooLongServiceName = problemRule({
  id: 'S22',
  name: 'too-long-service-name',
  severity: 'error',
  why: 'A service_name has 1 to 256 characters. The object is refused otherwise.',
  mend: 'Write one name. To share traffic among several services, use the traffic-split plugin.',
  source: 'schema_def.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'apisix.yaml': upstreamNamed(`default/${'a-long-name-'.repeat(21)}cms:http`) } },
    passing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http') } },
  },
});

import { problemRule } from '../object-problems.ts';

export const refusedByAdminApi = problemRule({
  id: 'W21',
  name: 'refused-by-admin-api',
  severity: 'error',
  why:
    'The Admin API answers 400 for such an object. It checks more than the gateway does when it reads a file or etcd: that what is ' +
    'referred to exists, that null stands nowhere, and from 3.7 on that create_time and update_time, which it adds itself, are absent.',
  mend: 'Mend the property that is named. Remove create_time and update_time before what the Admin API answered is put back.',
  source: 'admin/*.lua and schema_def.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'upstream.json': `{
  "type": "chash",
  "hash_on": "header",
  "discovery_type": "kubernetes",
  "service_name": "default/cms:http",
  "scheme": "ws"
}
`,
      },
    },
    passing: {
      files: {
        'upstream.json': `{
  "type": "chash",
  "hash_on": "header",
  "key": "http_x_session",
  "discovery_type": "kubernetes",
  "service_name": "default/cms:http",
  "scheme": "https"
}
`,
      },
    },
  },
});

import type { Rule } from '../rule.ts';

export const notWellFormed: Rule = {
  id: 'L04',
  name: 'not-well-formed',
  severity: 'error',
  subject: 'document',
  check: ({ malformed }) => (malformed === undefined ? [] : [malformed]),
  why: 'The file is no YAML or JSON, so nothing in it can be judged. A config.yaml that a release cannot read is C34 instead.',
  mend: 'Mend the text at the place that is named.',
  source: 'YAML 1.1; RFC 8259',
  examples: {
    failing: { files: { 'upstreams.json': '{"key": "/apisix/upstreams/1", "value": {"service_name": "default/web:http",}' } },
    passing: {
      files: {
        'upstreams.json':
          '{"key": "/apisix/upstreams/1", "value": {"type": "roundrobin", "service_name": "default/web:http", "discovery_type": "kubernetes"}}',
      },
    },
  },
};

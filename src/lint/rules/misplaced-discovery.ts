import { entryOf } from '../../apisix/located.ts';
import { problemRule } from '../object-problems.ts';
import type { Complaint, JudgedObject, Rule } from '../rule.ts';

const refused = problemRule({
  id: 'W22',
  name: 'misplaced-discovery',
  severity: 'error',
  why:
    'An upstream has service_name and discovery_type. On a route or service itself they are ignored up to 3.5, and from 3.6 on ' +
    'the object is refused: "additional properties forbidden".',
  mend: 'Indent them under upstream, or make an upstream of them and name it by upstream_id.',
  source: 'schema_def.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': `routes:
  - id: cms
    uri: /*
    discovery_type: kubernetes
    service_name: default/cms:http
#END
`,
      },
    },
    passing: {
      files: {
        'apisix.yaml': `routes:
  - id: cms
    uri: /*
    upstream:
      type: roundrobin
      discovery_type: kubernetes
      service_name: default/cms:http
#END
`,
      },
    },
  },
});

export const misplacedDiscovery: Rule = {
  ...refused,
  subject: 'object',
  check: (judged, facts) => [...refused.check(judged, facts), ...ignored(judged)],
};

/** What a release takes and does nothing with (schema_def.lua, up to 3.5.0). */
function ignored({ object: { kind, entry }, release }: JudgedObject): readonly Complaint[] {
  if (kind === 'upstreams' || release.atLeast('3.6.0')) return [];
  return ['service_name', 'discovery_type', 'discovery_args'].flatMap((key): readonly Complaint[] => {
    const found = entryOf(entry.value, key);
    if (found === undefined) return [];
    const message = `${key} stands outside of an upstream, where releases before 3.6 ignore it and later ones refuse it`;
    return [{ message, hint: 'Move it into upstream', position: found.keyPosition, severity: 'warning' }];
  });
}

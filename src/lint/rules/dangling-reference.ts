import { referencesOf } from '../../apisix/routing/references.ts';
import { OBJECT_KINDS } from '../../apisix/routing/routing-object.ts';
import { closest } from '../../findings/closest.ts';
import { problemRule } from '../object-problems.ts';
import { placeKey } from '../place-key.ts';
import type { Complaint, JudgedObject, Rule } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';

const refused = problemRule({
  id: 'W26',
  name: 'dangling-reference',
  severity: 'error',
  why:
    'The Admin API refuses an object that names an upstream or service which does not exist. A gateway that reads it from a file takes ' +
    'it and fails each request. An apisix.yaml is all that its gateway has; of other files it is told only where the run holds objects of ' +
    'that kind.',
  mend: 'Write the id of an object that is there. In apisix.yaml only objects with an id of their own can be named.',
  source: 'admin/*.lua and upstream.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': `routes:
  - id: cms
    uri: /*
    upstream_id: cmss
upstreams:
  - id: cms
    type: roundrobin
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
    upstream_id: cms
upstreams:
  - id: cms
    type: roundrobin
    discovery_type: kubernetes
    service_name: default/cms:http
#END
`,
      },
    },
  },
});

export const danglingReference: Rule = {
  ...refused,
  subject: 'object',
  check: (judged, facts) => [
    ...refused.check(judged, facts).map((complaint) => ({ ...complaint, hint: hintFor(complaint, judged, facts) })),
    ...withoutAny(judged, facts),
  ],
};

/** The references of an apisix.yaml to kinds of which nothing has an id. */
function withoutAny({ document, object, release }: JudgedObject, { idsOf }: RunFacts): readonly Complaint[] {
  if (document.kind !== 'standalone') return [];
  return referencesOf(object).flatMap(({ kind, property, id, position }): readonly Complaint[] => {
    const known = OBJECT_KINDS.find((one) => one === kind);
    if (known === undefined || idsOf(release, known).length > 0) return [];
    return [{ message: `${property} is "${id}", but no ${known} with an id are here`, hint: 'Add it to this file', position }];
  });
}

/** Comparing with more ids than that takes time, and so many are numbers or made by a program. */
const MOST_IDS = 1000;

function hintFor({ position }: Complaint, { object, release }: JudgedObject, { idsOf }: RunFacts): string {
  const reference = referencesOf(object).find((one) => placeKey(one.position) === placeKey(position));
  const kind = OBJECT_KINDS.find((one) => one === reference?.kind);
  const ids = kind === undefined ? [] : idsOf(release, kind);
  const meant = reference && ids.length <= MOST_IDS ? closest(reference.id, ids) : undefined;
  return meant === undefined ? 'Write the id of one that is there, or add it' : `Did you mean ${meant}?`;
}

import { aggregateText } from '../../go-text.ts';
import { grantsOf } from '../../rbac/grants.ts';
import { badRequest } from '../../status.ts';
import { AUTHORIZATION } from './review.ts';
import type { Review } from './review.ts';

/** What may I do in a namespace? The rules as the roles have them. */
export const selfSubjectRulesReview: Review = {
  group: AUTHORIZATION,
  plural: 'selfsubjectrulesreviews',
  kind: 'SelfSubjectRulesReview',
  answer({ store, identity }, { namespace }) {
    if (typeof namespace !== 'string' || namespace === '') throw badRequest('no namespace on request');
    const grants = [...grantsOf(store, identity, namespace)];
    const rules = grants.flatMap((grant) => (grant.kind === 'rule' ? [grant.rule] : []));
    const dangling = grants.flatMap((grant) => (grant.kind === 'dangling' ? [grant.message] : []));
    const resourceRules = rules.filter(({ resources = [] }) => resources.length > 0);
    const nonResourceRules = rules.filter(({ nonResourceURLs = [] }) => nonResourceURLs.length > 0);
    const evaluationError = dangling.length === 0 ? {} : { evaluationError: aggregateText(dangling) };
    return { metadata: {}, spec: {}, status: { resourceRules, nonResourceRules, incomplete: false, ...evaluationError } };
  },
};

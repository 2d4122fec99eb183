import { aggregateText } from '../../go-text.ts';
import { rulesFor } from '../../rbac/grants.ts';
import { badRequest } from '../../status/status.ts';
import { AUTHORIZATION } from './review.ts';
import type { Review } from './review.ts';

/** What may I do in a namespace? The rules as the roles have them. */
export const selfSubjectRulesReview: Review = {
  group: AUTHORIZATION,
  plural: 'selfsubjectrulesreviews',
  kind: 'SelfSubjectRulesReview',
  answer({ store, identity }, { namespace }) {
    if (typeof namespace !== 'string' || namespace === '') throw badRequest('no namespace on request');
    const { rules, errors } = rulesFor(store, identity, namespace);
    const resourceRules = rules.filter(({ resources = [] }) => resources.length > 0);
    const nonResourceRules = rules.filter(({ nonResourceURLs = [] }) => nonResourceURLs.length > 0);
    const evaluationError = errors.length === 0 ? {} : { evaluationError: aggregateText(errors) };
    return { metadata: {}, spec: {}, status: { resourceRules, nonResourceRules, incomplete: false, ...evaluationError } };
  },
};

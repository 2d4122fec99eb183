import type { ClusterCheck } from '../../check.ts';
import { readAccess } from '../../facts/access.ts';
import { answerToVerb, CAUSES_OF_REFUSAL, RIGHTS_OF_ADMIN } from '../../rbac/answer-to-verb.ts';

/** Whether the account may list what the gateway watches, as the gateway asks: in the whole cluster. */
export const mayList: ClusterCheck = {
  name: 'may-list',
  category: 'permission',
  title: 'The account may list what the gateway watches',
  reads:
    'SelfSubjectAccessReview, and a list of one object; where that is refused, SelfSubjectRulesReview, and as an admin roles and bindings',
  rights: RIGHTS_OF_ADMIN,
  causes: ['R01', ...CAUSES_OF_REFUSAL],
  needs: ['right-account'],
  scope: 'cluster',
  async examine(cluster) {
    const access = await cluster.once(readAccess);
    return [await answerToVerb(access, { access: access.list, cluster })];
  },
};

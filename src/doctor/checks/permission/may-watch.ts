import { skip } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { readAccess } from '../../facts/access.ts';
import { answerToVerb, CAUSES_OF_REFUSAL, RIGHTS_OF_ADMIN } from '../../rbac/answer-to-verb.ts';

/** Whether the account may watch it, without which the gateway lists anew every 40 s. */
export const mayWatch: ClusterCheck = {
  name: 'may-watch',
  category: 'permission',
  title: 'The account may watch it, too',
  reads: 'SelfSubjectAccessReview, and a watch that is closed as soon as it is open; where that is refused, the same as may-list',
  rights: RIGHTS_OF_ADMIN,
  causes: ['R02', ...CAUSES_OF_REFUSAL],
  needs: ['may-list'],
  scope: 'cluster',
  async examine(cluster) {
    const { resource, watch } = await cluster.once(readAccess);
    if (watch === undefined) return [skip('There is nothing to watch from without a list')];
    return [await answerToVerb({ resource }, { access: watch, cluster })];
  },
};

import type { CatalogueId } from '../../../findings/catalogue.ts';
import type { ClusterCheck } from '../../check.ts';
import { readAccess } from '../../facts/access.ts';
import { answerToVerb } from '../../rbac/answer-to-verb.ts';

/** What either request may be refused for. */
export const CAUSES_OF_REFUSAL = [
  'R03',
  'R04',
  'R05',
  'R08',
  'R09',
  'R10',
  'R11',
  'R14',
  'R15',
  'R18',
] as const satisfies readonly CatalogueId[];

export const RIGHTS_OF_ADMIN = 'as an admin: list roles, clusterroles, rolebindings, clusterrolebindings and serviceaccounts';

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

import { excessRights } from '../../../provision/excess-rights.ts';
import { accountOf } from '../../../token/account.ts';
import { pass, skip, unknown } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { readPolicy } from '../../facts/policy.ts';
import { readUser } from '../../facts/user.ts';
import type { User } from '../../facts/user.ts';
import { grantsOf } from '../../rbac/near-misses.ts';
import { toldAnswer } from '../../told.ts';

/** Whether the gateway's account may do no more than it needs, of what hurts most. */
export const leastPrivilege: ClusterCheck = {
  name: 'least-privilege',
  category: 'permission',
  title: 'The account may neither do everything nor read Secrets',
  reads: 'two SelfSubjectAccessReviews; where one says yes, as an admin roles and bindings',
  rights: 'as an admin: list roles, clusterroles, rolebindings and clusterrolebindings',
  causes: ['R17'],
  needs: ['token-accepted'],
  scope: 'cluster',
  async examine(cluster) {
    if (cluster.holder === 'person') return [skip('A person asks, and not a gateway')];
    const user = await cluster.once(readUser);
    if (user === undefined) return [skip('It is not known whose token it is')];
    const account = accountOf(user.username);
    if (account === undefined) return [skip(`${user.username} is no service account`)];
    const findings = await excessRights(account, cluster);
    if (findings === undefined) return [unknown('Nobody answers a SelfSubjectAccessReview')];
    const [excess] = findings;
    if (excess === undefined) return [pass()];
    return [toldAnswer(excess, cluster, { evidence: await givers(user, { namespace: account.namespace, cluster }) })];
  },
};

/** Which bindings give them, as an admin sees. */
async function givers(
  user: User,
  { namespace, cluster }: { readonly namespace: string; readonly cluster: ExaminedCluster },
): Promise<readonly string[]> {
  const policy = await cluster.once(readPolicy);
  if (policy === undefined) return [];
  return grantsOf(policy, { user, right: { verb: 'get', group: '', resource: 'secrets', namespace } });
}

import { whereAllowed } from '../../kube/ask.ts';
import { whoAmI } from '../../kube/reviews.ts';
import type { UserInfo } from '../../kube/reviews.ts';
import { accountOf } from '../../token/account.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';
import { readVerification } from './verification.ts';

/** Somebody as an authorizer knows them. */
export type User = Pick<UserInfo, 'username' | 'groups'>;

/**
 * As whom the API server takes the cluster's credentials; where it does not say, as whom the token was issued. Undefined where that is not known
 * either. Rejects with a {@link KubeError} where the credentials are refused.
 */
export async function readUser(cluster: ExaminedCluster): Promise<User | undefined> {
  const verification = await cluster.once(readVerification);
  if (verification === undefined) return whereAllowed(whoAmI(cluster));
  if (verification.kind === 'verified' && verification.user !== undefined) {
    return { username: verification.user, groups: verification.groups };
  }
  const { subject } = verification.inspection.claims ?? {};
  return subject === undefined ? undefined : { username: subject, groups: groupsOf(subject) };
}

/** Of a service account they follow from its name (pkg/serviceaccount/util.go, `MakeGroupNames`); of others nothing is known. */
function groupsOf(username: string): readonly string[] {
  const account = accountOf(username);
  const own = account === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${account.namespace}`];
  return [...own, 'system:authenticated'];
}

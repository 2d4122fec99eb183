import { whereAllowed } from '../../kube/ask.ts';
import type { JsonMap } from '../../kube/json-map.ts';
import { collectionPath, metadataOf } from '../../kube/kube-object.ts';
import { listObjects } from '../../kube/list-objects.ts';
import { isOurs } from '../../token/marks.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';
import { bindingOf, nameText, roleOf } from '../rbac/policy.ts';
import type { Binding, Policy, Role } from '../rbac/policy.ts';

const RBAC = 'rbac.authorization.k8s.io/v1';

/** Roles, bindings and accounts as the admin may list them; undefined where there is no admin. Rejects with a {@link KubeError}. */
export async function readPolicy({ admin, signal }: ExaminedCluster): Promise<Policy | undefined> {
  if (admin === undefined) return undefined;
  const { transport } = admin;
  const unread: string[] = [];
  const list = async (apiVersion: string, kind: string): Promise<readonly JsonMap[] | undefined> => {
    const path = collectionPath({ apiVersion, kind });
    const objects = await whereAllowed(listObjects(path, { transport, signal }));
    if (objects === undefined) unread.push(`${kind.toLowerCase()}s`);
    return objects;
  };
  const roles = async (kind: Role['kind']): Promise<readonly Role[]> =>
    (await list(RBAC, kind))?.map((object) => roleOf(object, kind)) ?? [];
  const bindings = async (kind: Binding['kind']): Promise<readonly Binding[]> =>
    (await list(RBAC, kind))?.map((object) => bindingOf(object, kind)) ?? [];
  const [clusterRoles, ownRoles, clusterBindings, ownBindings, accounts] = await Promise.all([
    roles('ClusterRole'),
    roles('Role'),
    bindings('ClusterRoleBinding'),
    bindings('RoleBinding'),
    list('v1', 'ServiceAccount'),
  ]);
  return {
    roles: new Map([...clusterRoles, ...ownRoles].map((role) => [nameText(role), role])),
    bindings: [...clusterBindings, ...ownBindings],
    accounts: accounts && new Map(accounts.map((account) => [placeOf(account), { isOurs: isOurs(account) }])),
    unread,
  };
}

function placeOf(object: JsonMap): string {
  const { namespace, name } = metadataOf(object);
  return `${String(namespace)}/${String(name)}`;
}

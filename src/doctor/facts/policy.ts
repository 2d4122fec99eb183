import { whereAllowed } from '../../kube/ask.ts';
import type { JsonMap } from '../../kube/json-map.ts';
import { collectionPath, metadataOf } from '../../kube/kube-object.ts';
import { listObjects } from '../../kube/list-objects.ts';
import { isOurs } from '../../token/marks.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';
import { bindingOf, nameText, roleOf } from '../rbac/policy.ts';
import type { Policy } from '../rbac/policy.ts';

const RBAC = 'rbac.authorization.k8s.io/v1';

/** Roles, bindings and accounts as the admin may list them; undefined where there is no admin. Rejects with a {@link KubeError}. */
export async function readPolicy({ admin, signal }: ExaminedCluster): Promise<Policy | undefined> {
  if (admin === undefined) return undefined;
  const { transport } = admin;
  const list = (apiVersion: string, kind: string): Promise<readonly JsonMap[] | undefined> =>
    whereAllowed(listObjects(collectionPath({ apiVersion, kind }), { transport, signal }));
  const [clusterroles, roles, clusterrolebindings, rolebindings, serviceaccounts] = await Promise.all([
    list(RBAC, 'ClusterRole'),
    list(RBAC, 'Role'),
    list(RBAC, 'ClusterRoleBinding'),
    list(RBAC, 'RoleBinding'),
    list('v1', 'ServiceAccount'),
  ]);
  const read = { clusterroles, roles, clusterrolebindings, rolebindings, serviceaccounts };
  const allRoles = [
    ...(clusterroles ?? []).map((object) => roleOf(object, 'ClusterRole')),
    ...(roles ?? []).map((object) => roleOf(object, 'Role')),
  ];
  return {
    roles: new Map(allRoles.map((role) => [nameText(role), role])),
    bindings: [
      ...(clusterrolebindings ?? []).map((object) => bindingOf(object, 'ClusterRoleBinding')),
      ...(rolebindings ?? []).map((object) => bindingOf(object, 'RoleBinding')),
    ],
    accounts: serviceaccounts && new Map(serviceaccounts.map((object) => [placeOf(object), { isOurs: isOurs(object) }])),
    unread: Object.entries(read).flatMap(([plural, objects]) => (objects === undefined ? [plural] : [])),
  };
}

function placeOf(object: JsonMap): string {
  const { namespace, name } = metadataOf(object);
  return `${String(namespace)}/${String(name)}`;
}

import { expect, vi } from 'vitest';

import { apiServerContract } from '../contract/api-server-contract.ts';
import { clientFor, NAMESPACE } from '../contract/contract-target.ts';
import type { ContractTarget } from '../contract/contract-target.ts';
import { endpoints, namespace } from '../support/objects.ts';
import type { ApiClient } from './api-client.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import { createServiceAccount, discoveryAccess } from './service-account.ts';
import type { Access } from './service-account.ts';

const GROUP = 'rbac.authorization.k8s.io';
const BOTH = { apiGroups: ['', 'discovery.k8s.io'], resources: ['endpoints', 'endpointslices'] };
const LIST_ONLY: Access = { kind: 'rules', rules: [{ ...BOTH, verbs: ['list'] }] };

const assets = requireAssets();

const start = async (): Promise<ContractTarget> => {
  const controlPlane = await startControlPlane(assets);
  // The suite writes Endpoints of its own, but no tokens.
  await controlPlane.stopControllerManager();
  await controlPlane.startControllerManager({ controllers: 'serviceaccount-controller,serviceaccount-token-controller' });
  const { admin, url, caPem } = controlPlane;
  await admin.apply(namespace(NAMESPACE));
  const account = (name: string, access: Access) => createServiceAccount(admin, { namespace: NAMESPACE, name, access });
  await bindInNamespace(admin, 'namespaced');
  const target: ContractTarget = {
    url,
    caPem,
    admin,
    tokens: {
      gateway: await account('gateway', discoveryAccess),
      'list-only': await account('list-only', LIST_ONLY),
      namespaced: await account('namespaced', { kind: 'none' }),
      'no-rights': await account('no-rights', { kind: 'none' }),
    },
    async expireHistory() {
      // Compaction keeps the state of its own revision, so there must be a later one.
      await admin.apply(endpoints(`${NAMESPACE}/later`));
      await controlPlane.compact();
      await controlPlane.killApiServer();
      await controlPlane.startApiServer();
    },
    stop: () => controlPlane.stop(),
  };
  await rightsInForce(target);
  return target;
};

apiServerContract('kube-apiserver', start, { hasTokenController: assets.controllerManager !== undefined });

/** The authorizer learns of a binding a moment after it was made. */
async function rightsInForce(target: ContractTarget): Promise<void> {
  const path = `/api/v1/namespaces/${NAMESPACE}/endpoints`;
  for (const name of ['gateway', 'list-only', 'namespaced'] as const) {
    const client = clientFor(target, target.tokens[name]);
    await vi.waitFor(async () => expect(await client.send('GET', path)).toMatchObject({ status: 200 }));
    client.close();
  }
}

/** What many try first: a Role, and a RoleBinding, in one namespace. */
async function bindInNamespace(admin: ApiClient, name: string): Promise<void> {
  const metadata = { namespace: NAMESPACE, name: `${NAMESPACE}:${name}` };
  await admin.apply(
    { apiVersion: `${GROUP}/v1`, kind: 'Role', metadata, rules: [{ ...BOTH, verbs: ['list', 'watch'] }] },
    {
      apiVersion: `${GROUP}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: GROUP, kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', namespace: NAMESPACE, name }],
    },
  );
}

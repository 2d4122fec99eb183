import type { Asking } from '../kube/ask.ts';
import type { ObjectReference } from '../kube/kube-object.ts';
import type { Transport } from '../kube/transport.ts';
import { firstTokenSecret } from '../token/account.ts';
import type { AccountName } from '../token/account.ts';
import { rememberedSecret } from '../token/marks.ts';
import { listTokenSecrets } from '../token/secret-token.ts';
import { readLive } from './live-object.ts';
import type { LiveObject } from './live-object.ts';
import { RBAC_GROUP } from './manifests.ts';
import { missingOf, neededToFindSecrets } from './needed-rights.ts';
import type { MissingRight } from './report.ts';

/** One object by its place, and what is there. */
export interface FoundObject {
  readonly reference: ObjectReference;
  readonly live: LiveObject;
}

/** All that a set-up may have made for an account, wherever its wish has changed since. */
export interface FoundObjects {
  /** In the order of deleting: what names others comes before them. */
  readonly objects: readonly FoundObject[];
  /** Rights that finding them takes beside reading them. */
  readonly missing: readonly MissingRight[];
}

/** Finds the objects of an account, every token Secret included. Rejects with a {@link KubeError}. */
export async function findObjects(account: AccountName, asking: Asking<Transport>): Promise<FoundObjects> {
  const { namespace, name } = account;
  const find = async (reference: ObjectReference): Promise<FoundObject> => ({
    reference,
    live: await readLive(reference, asking),
  });
  const missing = await missingOf([neededToFindSecrets(account)], asking);
  const [serviceAccount, role, binding] = await Promise.all([
    find({ apiVersion: 'v1', kind: 'ServiceAccount', namespace, name }),
    find({ apiVersion: `${RBAC_GROUP}/v1`, kind: 'ClusterRole', name }),
    find({ apiVersion: `${RBAC_GROUP}/v1`, kind: 'ClusterRoleBinding', name }),
  ]);
  const remembered = serviceAccount.live.kind === 'present' ? rememberedSecret(serviceAccount.live.object) : undefined;
  const listed = missing.length === 0 ? await listTokenSecrets(account, asking) : [];
  const names = new Set([...listed.map((secret) => secret.name), remembered ?? firstTokenSecret(name)]);
  const secrets = await Promise.all(
    [...names].map((secret) => find({ apiVersion: 'v1', kind: 'Secret', namespace, name: secret })),
  );
  return { objects: [...secrets, binding, role, serviceAccount], missing };
}

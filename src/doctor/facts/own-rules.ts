import { whereAllowed } from '../../kube/ask.ts';
import { myRules } from '../../kube/reviews.ts';
import { accountOf } from '../../token/account.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';
import { ruleOf } from '../rbac/policy.ts';
import type { PolicyRule } from '../rbac/policy.ts';
import { readUser } from './user.ts';

/** What whoever asks may do in a namespace, by rights there and in the whole cluster: an API server tells no more without an admin. */
export interface OwnRules {
  readonly namespace: string;
  readonly rules: readonly PolicyRule[];
}

/** In the namespaces where rights were probably given. Empty where nobody may ask. Rejects with a {@link KubeError}. */
export async function readOwnRules(cluster: ExaminedCluster): Promise<readonly OwnRules[]> {
  const { settings, connection } = cluster;
  const { namespaceSelector } = settings;
  const user = await cluster.once(readUser);
  const likely = [
    namespaceSelector?.kind === 'equal' ? namespaceSelector.namespace : undefined,
    user === undefined ? undefined : accountOf(user.username)?.namespace,
    connection.namespace,
    'default',
  ];
  const namespaces = [...new Set(likely.flatMap((namespace) => namespace ?? []))];
  const answers = await Promise.all(
    namespaces.map(async (namespace) => ({ namespace, rules: await whereAllowed(myRules(namespace, cluster)) })),
  );
  return answers.flatMap(({ namespace, rules }) => (rules === undefined ? [] : [{ namespace, rules: rules.map(ruleOf) }]));
}

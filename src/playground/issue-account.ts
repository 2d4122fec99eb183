import type { Account, IssuedAccount, Rule } from './account.ts';
import { userOf } from './authentication/identity.ts';
import { RBAC_GROUP } from './rbac/policy.ts';
import type { PolicyRule } from './rbac/policy.ts';
import type { ObjectStore } from './store/object-store.ts';
import { signSecretToken } from './tokens/sign-token.ts';
import type { TokenKey } from './tokens/token-key.ts';
import { filledSecret, markedAsUsed } from './tokens/token-secret.ts';

/** What goes into the Secret of a token. `now` is in milliseconds. */
export interface Issuer {
  readonly key: TokenKey;
  /** Absent over plain HTTP. */
  readonly caPem: string | undefined;
  readonly now: number;
}

/**
 * Writes what makes up an account: the ServiceAccount, the Secret `NAME-token` with its token, and for its rules a ClusterRole and binding
 * `NAMESPACE:NAME`, or a Role and binding in each of their namespaces. The Secret counts as used today, so that the first request writes nothing.
 */
export function issueAccount(store: ObjectStore, account: Account, { key, caPem, now }: Issuer): IssuedAccount {
  const { namespace, name, rules } = account;
  const { uid } = store.create('serviceaccounts', { metadata: { namespace, name } }).metadata;
  const subject = { namespace, name, uid };
  const secretName = `${name}-token`;
  const token = signSecretToken(key, subject, secretName);
  const secret = filledSecret({ metadata: { namespace, name: secretName } }, subject, { token, caPem });
  store.create('secrets', markedAsUsed(secret, now) ?? secret);
  grant(store, account, { rules: rules.filter((rule) => rule.namespaces === undefined), where: undefined });
  for (const where of new Set(rules.flatMap((rule) => rule.namespaces ?? []))) {
    grant(store, account, { rules: rules.filter((rule) => rule.namespaces?.includes(where)), where });
  }
  return { ...account, uid, user: userOf(account), token };
}

interface Grants {
  readonly rules: readonly Rule[];
  readonly where: string | undefined;
}

/** Gives the rules to the account, in the namespace `where`, or without it at the cluster scope. */
function grant(store: ObjectStore, { namespace, name }: Account, { rules, where }: Grants): void {
  if (rules.length === 0) return;
  const metadata = { name: `${namespace}:${name}`, ...(where === undefined ? {} : { namespace: where }) };
  const kind = where === undefined ? 'ClusterRole' : 'Role';
  store.create(where === undefined ? 'clusterroles' : 'roles', { metadata, rules: rules.map(policyRule) });
  store.create(where === undefined ? 'clusterrolebindings' : 'rolebindings', {
    metadata,
    subjects: [{ kind: 'ServiceAccount', namespace, name }],
    roleRef: { apiGroup: RBAC_GROUP, kind, name: metadata.name },
  });
}

function policyRule({ namespaces: _namespaces, ...rule }: Rule): PolicyRule {
  return rule;
}

import { closest } from '../../findings/closest.ts';
import { accountOf, subjectOf } from '../../token/account.ts';
import type { AccountName } from '../../token/account.ts';
import type { User } from '../facts/user.ts';
import type { Binding, Policy, Subject } from './policy.ts';

/** Whether a binding is for a user (`appliesTo` in kubernetes' pkg/registry/rbac/validation/rule.go). */
export function isFor({ subjects, namespace }: Pick<Binding, 'subjects' | 'namespace'>, { username, groups }: User): boolean {
  return subjects.some((subject) => {
    const { kind, name } = subject;
    if (kind === 'User') return name === username;
    if (kind === 'Group') return groups.includes(name);
    const home = subject.namespace ?? namespace;
    return kind === 'ServiceAccount' && home !== undefined && subjectOf({ namespace: home, name }) === username;
  });
}

/** The subject of a binding that was probably meant to be the user; undefined where there is none. */
export function nearSubject(
  { subjects }: Pick<Binding, 'subjects'>,
  user: User,
  { accounts }: Pick<Policy, 'accounts'>,
): Subject | undefined {
  const account = accountOf(user.username);
  if (account === undefined) return subjects.find(({ name }) => name.toLowerCase() === user.username.toLowerCase());
  return subjects.find((subject) =>
    subject.kind === 'ServiceAccount' ? isNearAccount(subject, account, accounts) : isNearName(subject, account),
  );
}

/** `ServiceAccount default/apisix`, `Group system:masters`. */
export function subjectText({ kind, namespace, name }: Subject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** The account of that name elsewhere, or one that does not exist: an account that does may well have rights of its own. */
function isNearAccount({ namespace, name }: Subject, account: AccountName, accounts: Policy['accounts']): boolean {
  if (name === account.name) return true;
  const isUnknown = accounts !== undefined && !accounts.has(`${namespace}/${name}`);
  return isUnknown && namespace === account.namespace && closest(name, [account.name]) !== undefined;
}

/** A user or group that is called like the account, and the accounts of another namespace. */
function isNearName({ kind, name }: Subject, account: AccountName): boolean {
  if (kind === 'Group' && /^system:serviceaccounts?(?::|$)/.test(name)) return true;
  return name.split(/[:/]/).at(-1) === account.name;
}

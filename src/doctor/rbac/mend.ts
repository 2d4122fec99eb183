import type { Resource } from '../../apisix/view.ts';
import { resourceGroup } from '../../discovery/request.ts';
import { shellWord } from '../../findings/shell-word.ts';
import { accountOf } from '../../token/account.ts';
import type { AccountName } from '../../token/account.ts';
import { createRoleWords, grantCommand, rightsCommand } from '../../token/commands.ts';
import type { User } from '../facts/user.ts';
import type { NearMiss } from './near-misses.ts';
import type { Policy, Role } from './policy.ts';

/** Who needs the rights on what, and the flags that lead there. */
export interface MendOptions {
  readonly user: User;
  readonly resource: Resource;
  /** What they may list beside it. */
  readonly granted: readonly Resource[];
  readonly address: readonly string[];
  /** As an admin sees them. */
  readonly accounts: Policy['accounts'];
}

/** A command that gives the rights a gateway needs: it mends the binding that was probably meant, else it sets up the account. */
export function mendOf(miss: NearMiss | undefined, options: MendOptions): string {
  const { user, resource, granted, address, accounts } = options;
  const commands = miss === undefined ? [] : kubectlWords(miss, options);
  if (commands.length > 0) return commands.map((words) => ['kubectl', ...words, ...address].join(' ')).join(' && ');
  const account = accountOf(user.username);
  const isOurs = account && (accounts?.get(`${account.namespace}/${account.name}`)?.isOurs ?? isOfSetup(miss, account));
  if (account !== undefined && isOurs === false) return grantCommand(account, { resources: [resource], address });
  return rightsCommand(account, { lacking: [resource], granted, address, isOurs });
}

/** Whether an account that nobody may see is one of ours, by its role or binding; undefined where they do not tell. */
function isOfSetup(miss: NearMiss | undefined, { name }: AccountName): true | undefined {
  if (miss === undefined || miss.binding.role.name !== name) return undefined;
  return miss.binding.isOurs || miss.role?.isOurs === true ? true : undefined;
}

/**
 * None where a role of everything, or one of Kubernetes itself, is nothing to build on; nor for a role of ours, in which the next set-up would find
 * kubectl's change as a conflict, or kubectl's role as that of others.
 */
function kubectlWords({ id, binding, role }: NearMiss, { user, resource }: MendOptions): readonly (readonly string[])[] {
  if (role === undefined) return binding.isOurs ? [] : [['create', ...roleWords(binding.role.name, resource)]];
  const name = shellWord(role.name);
  const account = accountOf(user.username);
  switch (id) {
    case 'R04':
      return isNarrow(role) && account !== undefined
        ? [['create clusterrolebinding', shellWord(binding.name), `--clusterrole=${name}`, subjectFlag(account)]]
        : [];
    case 'R05':
      return isNarrow(role)
        ? [patch(`clusterrolebinding ${shellWord(binding.name)}`, { path: '/subjects/-', value: subjectOf(user) })]
        : [];
    case 'R14':
      return childWords(role, resource);
    case 'R03':
      return [];
    default:
      return role.isOurs || role.name.startsWith('system:')
        ? []
        : [patch(`clusterrole ${name}`, { path: '/rules/-', value: neededRule(resource) })];
  }
}

/** A role with the labels of the aggregated one's children, which gives its rules to that. */
function childWords({ name, childLabels = {} }: Role, resource: Resource): readonly (readonly string[])[] {
  const labels = Object.entries(childLabels).map(([key, value]) => shellWord(`${key}=${value}`));
  const child = `${name}-${resource}`;
  return labels.length === 0
    ? []
    : [
        ['create', ...roleWords(child, resource)],
        ['label clusterrole', shellWord(child), ...labels],
      ];
}

function roleWords(name: string, resource: Resource): readonly string[] {
  return createRoleWords(shellWord(name), [resource]);
}

/** JSON Patch (RFC 6902), as a role or binding with a mistake in it has at least one entry. */
function patch(object: string, { path, value }: { readonly path: string; readonly value: object }): readonly string[] {
  const operations = JSON.stringify([{ op: 'add', path, value }]);
  return ['patch', object, '--type=json', `-p ${shellWord(operations)}`];
}

function neededRule(resource: Resource): object {
  return { apiGroups: [resourceGroup(resource)], resources: [resource], verbs: ['list', 'watch'] };
}

function subjectOf({ username }: User): object {
  const account = accountOf(username);
  if (account === undefined) return { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: username };
  return { kind: 'ServiceAccount', ...account };
}

function subjectFlag({ namespace, name }: AccountName): string {
  return `--serviceaccount=${namespace}:${name}`;
}

/** Whether the role is no more than a gateway may have in the whole cluster. */
function isNarrow({ rules }: Role): boolean {
  return rules.every(
    ({ resources, verbs }) => !resources.includes('*') && !verbs.includes('*') && !resources.includes('secrets'),
  );
}

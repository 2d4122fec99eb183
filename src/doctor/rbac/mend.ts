import type { Resource } from '../../apisix/view.ts';
import { resourceGroup } from '../../discovery/request.ts';
import { shellWord } from '../../findings/shell-word.ts';
import { accountOf } from '../../token/account.ts';
import { setupCommand } from '../../token/commands.ts';
import type { User } from '../facts/user.ts';
import type { NearMiss } from './near-misses.ts';
import type { Role } from './policy.ts';

/** Who needs the rights on what, and the flags that lead there. */
export interface MendOptions {
  readonly user: User;
  readonly resource: Resource;
  readonly address: readonly string[];
}

/** A command that gives the rights a gateway needs: it mends the binding that was probably meant, else it sets up the account. */
export function mendOf(miss: NearMiss | undefined, options: MendOptions): string {
  const words = (miss === undefined ? undefined : mendingWords(miss, options)) ?? undefined;
  if (words !== undefined) return [...words, ...options.address].join(' ');
  const { user, resource, address } = options;
  return setupCommand(accountOf(user.username), ['--resources', resource, ...address]);
}

function mendingWords({ id, binding, role }: NearMiss, { user, resource }: MendOptions): readonly string[] | undefined {
  switch (id) {
    case 'R01':
    case 'R02':
    case 'R08':
    case 'R09':
    case 'R10':
    case 'R18':
      return role !== undefined && isOwn(role)
        ? patch(`clusterrole ${shellWord(role.name)}`, { path: '/rules/-', value: neededRule(resource) })
        : undefined;
    case 'R05':
      return role !== undefined && isNarrow(role)
        ? patch(`clusterrolebinding ${shellWord(binding.name)}`, { path: '/subjects/-', value: subjectOf(user) })
        : undefined;
    case 'R11':
      return [
        'kubectl create clusterrole',
        shellWord(binding.role.name),
        '--verb=list,watch',
        `--resource=${qualified(resource)}`,
      ];
    default:
      return undefined;
  }
}

/** JSON Patch (RFC 6902), as a role or binding with a mistake in it has at least one entry. */
function patch(object: string, { path, value }: { readonly path: string; readonly value: object }): readonly string[] {
  const operations = JSON.stringify([{ op: 'add', path, value }]);
  return ['kubectl patch', object, '--type=json', `-p ${shellWord(operations)}`];
}

function neededRule(resource: Resource): object {
  return { apiGroups: [resourceGroup(resource)], resources: [resource], verbs: ['list', 'watch'] };
}

function subjectOf({ username }: User): object {
  const account = accountOf(username);
  if (account === undefined) return { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: username };
  return { kind: 'ServiceAccount', ...account };
}

/** Those of Kubernetes itself are set back, and others rely on them. */
function isOwn({ name }: Role): boolean {
  return !name.startsWith('system:');
}

/** A role of everything is nothing to give to a gateway. */
function isNarrow({ rules }: Role): boolean {
  return rules.every(
    ({ resources, verbs }) => !resources.includes('*') && !verbs.includes('*') && !resources.includes('secrets'),
  );
}

/** As kubectl takes it: `endpointslices.discovery.k8s.io`. */
function qualified(resource: Resource): string {
  const group = resourceGroup(resource);
  return group === '' ? resource : `${resource}.${group}`;
}

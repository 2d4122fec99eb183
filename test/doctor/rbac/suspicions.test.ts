import { describe, expect, it } from 'vitest';
import type { OwnRules } from '../../../src/doctor/facts/own-rules.ts';
import type { Policy } from '../../../src/doctor/rbac/policy.ts';
import { suspicionsOf } from '../../../src/doctor/rbac/suspicions.ts';
import type { LackedRight } from '../../../src/doctor/rbac/suspicions.ts';
import { binding, policy, role, rule, USER } from './policies.ts';

/** Ids and sentences, likeliest first. */
function told(fields: Partial<LackedRight> & { readonly reason?: string }): readonly string[] {
  const { reason, ...lacked } = fields;
  const access = { verb: 'list', refusal: undefined, review: { allowed: false, reason } } as const;
  const suspicions = suspicionsOf({ user: USER, resource: 'endpoints', access, policy: undefined, ownRules: [], ...lacked });
  return suspicions.map(({ id, text }) => `${id} ${text}`);
}

const NOT_FOUND = 'RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found';

describe('what whoever asks is told', () => {
  it.each<readonly [string, { readonly ownRules?: readonly OwnRules[]; readonly reason?: string }, readonly string[]]>([
    ['nothing at all', {}, []],
    [
      'rules in a namespace',
      { ownRules: [{ namespace: 'default', rules: [rule()] }] },
      ['R03 it may in the namespace default alone, by a Role, or by a ClusterRole that a RoleBinding gives'],
    ],
    [
      'rules in two namespaces',
      { ownRules: ['default', 'shop'].map((namespace) => ({ namespace, rules: [rule()] })) },
      ['R03 it may in the namespaces default and shop alone, by a Role, or by a ClusterRole that a RoleBinding gives'],
    ],
    [
      'the same rule in each namespace, as it is of the whole cluster',
      {
        ownRules: ['default', 'shop'].map((namespace) => ({ namespace, rules: [rule({ resources: ['endpoint'] })] })),
      },
      ['R18 one of its roles names "endpoint", where only "endpoints" counts'],
    ],
    [
      'of a binding to no role',
      { reason: NOT_FOUND },
      ['R11 a binding of it names a role that does not exist: clusterrole.rbac.authorization.k8s.io "gone" not found'],
    ],
    [
      'of that, and of a rule that explains more',
      { reason: NOT_FOUND, ownRules: [{ namespace: 'default', rules: [rule({ apiGroups: ['apps'] })] }] },
      [
        'R09 one of its roles names endpoints in the API group "apps", and they are in ""',
        'R11 a binding of it names a role that does not exist: clusterrole.rbac.authorization.k8s.io "gone" not found',
      ],
    ],
    ['something else by another authorizer', { reason: 'denied by policy' }, []],
  ])('%s', (_, fields, expected) => {
    expect(told(fields)).toEqual(expected);
  });
});

describe('what an admin sees', () => {
  const idsOf = (seen: Policy): readonly string[] => told({ policy: seen }).map((text) => text.slice(0, 3));
  const broken = binding({ name: 'old', role: { kind: 'ClusterRole', namespace: undefined, name: 'gone' } });
  const local = binding({ kind: 'RoleBinding', namespace: 'default' });
  const elsewhere = binding({ subjects: [{ kind: 'ServiceAccount', namespace: 'shop', name: 'apisix' }] });

  it('of another account and of no role: no role shows in every refusal, and the other account may be right as it is', () => {
    expect(idsOf(policy([role()], [elsewhere, broken]))).toEqual(['R11', 'R05']);
  });

  it('of rights in a namespace: they count for more than a role that is gone', () => {
    expect(idsOf(policy([role()], [broken, local]))).toEqual(['R04', 'R11']);
  });

  it('of a rule that is almost right: it counts for most', () => {
    const almost = role({ name: 'almost', rules: [rule({ verbs: ['LIST'] })] });
    const bound = binding({ name: 'almost', role: almost });
    expect(idsOf(policy([role(), almost], [broken, local, bound]))).toEqual(['R18', 'R04', 'R11']);
  });

  it('takes the place of what its bearer is told', () => {
    const ownRules = [{ namespace: 'default', rules: [rule()] }];
    expect(told({ policy: policy([role()], [local]), ownRules })).toEqual([
      'R04 RoleBinding default/gateway gives ClusterRole gateway, and that in the namespace default alone',
    ]);
  });

  it('is nothing: then that counts', () => {
    const ownRules = [{ namespace: 'default', rules: [rule()] }];
    expect(told({ policy: policy([], []), ownRules })).toHaveLength(1);
  });
});

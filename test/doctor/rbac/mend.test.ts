import { describe, expect, it } from 'vitest';
import { mendOf } from '../../../src/doctor/rbac/mend.ts';
import type { MendOptions } from '../../../src/doctor/rbac/mend.ts';
import { nearMisses } from '../../../src/doctor/rbac/near-misses.ts';
import type { Policy } from '../../../src/doctor/rbac/policy.ts';
import { ACCOUNT, binding, LIST, LIST_SLICES, policy, role, rule, USER } from './policies.ts';

const FOREIGN: Policy['accounts'] = new Map([['default/apisix', { isOurs: false }]]);

/** The command for the first near miss of what an admin sees. */
function mended(seen: Policy, fields: Partial<MendOptions> = {}): string {
  const options = {
    user: USER,
    resource: 'endpoints',
    granted: [],
    address: ['--context', 'prod'],
    accounts: seen.accounts,
    ...fields,
  } as const;
  const right = options.resource === 'endpoints' ? LIST : LIST_SLICES;
  return mendOf(nearMisses(seen, { user: options.user, right })[0], options);
}

const GRANT =
  'kubectl create clusterrole default-apisix-endpoints --verb=list,watch --resource=endpoints --context prod && kubectl create clusterrolebinding default-apisix-endpoints --clusterrole=default-apisix-endpoints --serviceaccount=default:apisix --context prod';
const SETUP = 'k8s-disco setup-rbac -n default --name apisix --resources endpoints --context prod';
const PATCH = `--type=json -p '[{"op":"add","path":"/rules/-","value":{"apiGroups":[""],"resources":["endpoints"],"verbs":["list","watch"]}}]'`;

describe('the command for a right that is missing', () => {
  it.each<readonly [string, Policy, string]>([
    ['sets up an account of ours', policy([], []), SETUP],
    ['gives an account of others a role of its own', policy([], [], { accounts: FOREIGN }), GRANT],
    ['gives the same to an account of whom nobody knows', policy([], [], { accounts: undefined }), GRANT],
    [
      'adds a rule to the role with a mistake in it',
      policy([role({ rules: [rule({ apiGroups: ['apps'] })] })], [binding()]),
      `kubectl patch clusterrole gateway ${PATCH} --context prod`,
    ],
    [
      'leaves the roles of Kubernetes alone',
      policy(
        [role({ name: 'system:x', rules: [rule({ verbs: ['get'] })] })],
        [binding({ role: { kind: 'ClusterRole', namespace: undefined, name: 'system:x' } })],
      ),
      SETUP,
    ],
    [
      'adds the account to the binding for another',
      policy([role()], [binding({ subjects: [{ ...ACCOUNT, namespace: 'shop' }] })]),
      `kubectl patch clusterrolebinding gateway --type=json -p '[{"op":"add","path":"/subjects/-","value":{"kind":"ServiceAccount","namespace":"default","name":"apisix"}}]' --context prod`,
    ],
    [
      'gives nobody a role of everything',
      policy([role({ rules: [rule({ resources: ['*'] })] })], [binding({ subjects: [{ ...ACCOUNT, namespace: 'shop' }] })]),
      SETUP,
    ],
    [
      'binds the ClusterRole of a RoleBinding in the whole cluster',
      policy([role()], [binding({ kind: 'RoleBinding', namespace: 'default', name: 'local' })]),
      'kubectl create clusterrolebinding local --clusterrole=gateway --serviceaccount=default:apisix --context prod',
    ],
    [
      'makes the role that a binding names in vain',
      policy([], [binding()]),
      'kubectl create clusterrole gateway --verb=list,watch --resource=endpoints --context prod',
    ],
    [
      'gives an aggregated role a child',
      policy([role({ rules: [], childLabels: { 'x.io/to-gateway': 'true' } })], [binding()]),
      'kubectl create clusterrole gateway-endpoints --verb=list,watch --resource=endpoints --context prod && kubectl label clusterrole gateway-endpoints x.io/to-gateway=true --context prod',
    ],
    [
      'sets up where an aggregated role finds its children otherwise',
      policy([role({ rules: [], childLabels: {} })], [binding()]),
      SETUP,
    ],
  ])('%s', (_, seen, expected) => {
    expect(mended(seen)).toBe(expected);
  });

  it('leaves an account of ours the rights that it has', () => {
    const fields = { resource: 'endpointslices', granted: ['endpoints'] } as const;
    expect(mended(policy([], []), fields)).toBe(
      'k8s-disco setup-rbac -n default --name apisix --resources endpoints,endpointslices --context prod',
    );
    const user = { username: 'system:serviceaccount:default:apisix-discovery', groups: [] };
    expect(mended(policy([], [], { accounts: undefined }), { ...fields, user })).toBe(
      'k8s-disco setup-rbac -n default --resources endpoints,endpointslices --context prod',
    );
  });

  const named = { kind: 'ClusterRole', namespace: undefined, name: 'apisix' } as const;
  const ownBinding = binding({ name: 'apisix', role: named, isOurs: true });
  const ownRole = role({ name: 'apisix', isOurs: true });

  it.each<readonly [string, Policy]>([
    ['a role of ours', policy([ownRole], [ownBinding])],
    ['a role of ours where accounts may not be listed', policy([ownRole], [ownBinding], { accounts: undefined })],
    ['a role that the binding of ours names in vain', policy([], [ownBinding])],
    ['a role of ours that another binding gives', policy([ownRole], [binding({ role: named })])],
  ])('leaves %s to the set-up, which would find a change of kubectl in conflict', (_, seen) => {
    expect(mended(seen, { resource: 'endpointslices', granted: ['endpoints'] })).toBe(
      'k8s-disco setup-rbac -n default --name apisix --resources endpoints,endpointslices --context prod',
    );
  });

  it('gives an account of others a role of its own beside one of ours', () => {
    const rules = [rule({ verbs: ['watch'] })];
    expect(mended(policy([role({ rules, isOurs: true })], [binding()], { accounts: FOREIGN }))).toBe(GRANT);
  });

  it('names slices with their group', () => {
    expect(mended(policy([], [binding()]), { resource: 'endpointslices' })).toBe(
      'kubectl create clusterrole gateway --verb=list,watch --resource=endpointslices.discovery.k8s.io --context prod',
    );
  });

  it('sets up an account for the gateway where a person lacks it', () => {
    expect(mended(policy([], []), { user: { username: 'jane', groups: [] } })).toBe(
      'k8s-disco setup-rbac --resources endpoints --context prod',
    );
  });

  it('quotes names', () => {
    expect(mended(policy([], [binding({ role: { kind: 'ClusterRole', namespace: undefined, name: 'a b' } })]))).toContain(
      "'a b'",
    );
  });
});

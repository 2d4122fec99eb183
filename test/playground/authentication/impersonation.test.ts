import { describe, expect, test } from 'vitest';

import type { Identity } from '../../../src/playground/authentication/identity.ts';
import { impersonate } from '../../../src/playground/authentication/impersonation.ts';
import { RBAC_GROUP } from '../../../src/playground/rbac/policy.ts';
import { ObjectStore } from '../../../src/playground/store/object-store.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const sender: Identity = { user: 'jane', groups: ['system:authenticated'] };

/** A store in which jane may impersonate these resources. */
function storeFor(...resources: readonly string[]): ObjectStore {
  const store = new ObjectStore(new FakeClock());
  const metadata = { name: 'impersonator' };
  store.create('clusterroles', { metadata, rules: [{ apiGroups: [''], resources, verbs: ['impersonate'] }] });
  store.create('clusterrolebindings', {
    metadata,
    subjects: [{ kind: 'User', apiGroup: RBAC_GROUP, name: 'jane' }],
    roleRef: { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name: 'impersonator' },
  });
  return store;
}

const account = 'system:serviceaccount:default:gateway';

describe('impersonation', () => {
  test('that is not wanted changes nothing', () => {
    expect(impersonate(storeFor(), sender, undefined)).toBe(sender);
  });

  test.each([
    ['a user', { user: 'joe', groups: [] }, ['system:authenticated']],
    ['a user in groups', { user: 'joe', groups: ['g1', 'g2'] }, ['g1', 'g2', 'system:authenticated']],
    [
      'a service account, with the groups that it has',
      { user: account, groups: [] },
      ['system:serviceaccounts', 'system:serviceaccounts:default', 'system:authenticated'],
    ],
    ['a service account in a group of its own', { user: account, groups: ['g1'] }, ['g1', 'system:authenticated']],
    ['nobody', { user: 'system:anonymous', groups: [] }, ['system:unauthenticated']],
  ])('makes the sender %s', (_, wanted, groups) => {
    const store = storeFor('users', 'groups', 'serviceaccounts');
    expect(impersonate(store, sender, wanted)).toEqual({ user: wanted.user, groups });
  });

  test.each([
    [['groups'], { user: 'joe', groups: [] }, 'users "joe" is forbidden: User "jane" cannot impersonate resource "users"'],
    [['users'], { user: 'joe', groups: ['g'] }, 'groups "g" is forbidden: User "jane" cannot impersonate resource "groups"'],
    [['users'], { user: account, groups: [] }, 'serviceaccounts "gateway" is forbidden: User "jane" cannot impersonate'],
  ])('with the right to %j alone is refused for %j', (resources, wanted, message) => {
    expect(() => impersonate(storeFor(...resources), sender, wanted)).toThrow(message);
  });
});

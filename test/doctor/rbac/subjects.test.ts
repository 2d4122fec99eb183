import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/doctor/rbac/policy.ts';
import { isFor, nearSubject, subjectText } from '../../../src/doctor/rbac/subjects.ts';
import { ACCOUNT, USER } from './policies.ts';

const account = (namespace: string | undefined, name: string): Subject => ({ kind: 'ServiceAccount', namespace, name });
const user = (name: string): Subject => ({ kind: 'User', namespace: undefined, name });
const group = (name: string): Subject => ({ kind: 'Group', namespace: undefined, name });

describe('a binding is for an account', () => {
  it.each<readonly [string, Subject, string | undefined, boolean]>([
    ['by its name', ACCOUNT, undefined, true],
    ['by its name in the namespace of the binding', account(undefined, 'apisix'), 'default', true],
    ['not without a namespace at all', account(undefined, 'apisix'), undefined, false],
    ['not in another namespace', account('shop', 'apisix'), 'default', false],
    ['by its name as a user', user('system:serviceaccount:default:apisix'), undefined, true],
    ['not by its bare name as a user', user('apisix'), undefined, false],
    ['among all accounts', group('system:serviceaccounts'), undefined, true],
    ['among those of its namespace', group('system:serviceaccounts:default'), undefined, true],
    ['not among those of another', group('system:serviceaccounts:shop'), undefined, false],
    ['among all who are known', group('system:authenticated'), undefined, true],
    ['not by a kind that there is not', { ...ACCOUNT, kind: 'Account' }, undefined, false],
  ])('%s', (_, subject, namespace, expected) => {
    expect(isFor({ subjects: [group('others'), subject], namespace }, USER)).toBe(expected);
  });
});

describe('a binding was probably meant for an account', () => {
  const known = new Map([
    ['default/apisix', { isOurs: false }],
    ['default/apisix-2', { isOurs: false }],
  ]);
  it.each<readonly [string, Subject, boolean]>([
    ['of its name elsewhere', account('shop', 'apisix'), true],
    ['that does not exist and has nearly its name', account('default', 'apisx'), true],
    ['but not for one that does', account('default', 'apisix-2'), false],
    ['but not for another that does not', account('default', 'prometheus'), false],
    ['that is called like a user', user('apisix'), true],
    ['that is called like a user, with its namespace', user('default:apisix'), true],
    ['that is called like a group', group('apisix'), true],
    ['among those of another namespace', group('system:serviceaccounts:shop'), true],
    ['among those of a group that is misspelt', group('system:serviceaccount:default'), true],
    ['but not among others', group('system:nodes'), false],
  ])('%s', (_, subject, expected) => {
    const near = nearSubject({ subjects: [user('jane'), subject] }, USER, { accounts: known });
    expect(near).toEqual(expected ? subject : undefined);
  });

  it('by a name that is nearly its own only where it is known which accounts there are', () => {
    expect(nearSubject({ subjects: [account('default', 'apisx')] }, USER, { accounts: undefined })).toBeUndefined();
  });

  it('or for a person, with capitals', () => {
    const jane = { username: 'jane@example.com', groups: [] };
    expect(nearSubject({ subjects: [user('Jane@example.com')] }, jane, { accounts: known })).toEqual(user('Jane@example.com'));
    expect(nearSubject({ subjects: [user('june@example.com')] }, jane, { accounts: known })).toBeUndefined();
  });
});

it('a subject is told with its namespace', () => {
  expect([account('shop', 'apisix'), group('devs')].map(subjectText)).toEqual(['ServiceAccount shop/apisix', 'Group devs']);
});

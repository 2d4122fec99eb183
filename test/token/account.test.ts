import { expect, it } from 'vitest';
import { accountOf, subjectOf } from '../../src/token/account.ts';

it('an account is known again by its name', () => {
  const account = { namespace: 'shop', name: 'apisix.discovery' };
  expect(accountOf(subjectOf(account))).toEqual(account);
});

it.each(['jane', 'system:serviceaccount:shop', 'system:serviceaccount:a:b:c', 'system:node:n1', ''])(
  '%s is no account',
  (username) => {
    expect(accountOf(username)).toBeUndefined();
  },
);

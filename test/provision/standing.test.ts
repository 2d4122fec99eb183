import { expect, test } from 'vitest';
import type { JsonMap } from '../../src/kube/json-map.ts';
import { manifestsOf } from '../../src/provision/manifests.ts';
import { standingOf } from '../../src/provision/standing.ts';
import { nameSecret } from '../../src/provision/wish.ts';

const [namespace, account, , binding, secret] = manifestsOf(
  nameSecret({
    namespace: 'default',
    name: 'gw',
    resources: ['endpoints'],
    docsVerbs: false,
    token: 'secret',
    labels: {},
    createNamespace: true,
  }),
);
if (!namespace || !account || !binding || !secret) throw new Error('the account lacks an object');

const theirs = { metadata: {} };
const role = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' };
const elsewhere = [{ kind: 'ServiceAccount', name: 'gw', namespace: 'other' }];
const noLabel = { kind: 'foreign', detail: 'it carries no label app.kubernetes.io/managed-by: k8s-disco', isImmutable: false };
const otherRole = { kind: 'immutable', detail: 'it binds the ClusterRole view, and roleRef cannot be changed', findings: [] };

test.each([
  ['a namespace is not ours to judge', { ...namespace, ...theirs }, namespace, false, { kind: 'fine' }],
  ['what carries our label may be applied', account, account, false, { kind: 'appliable' }],
  ['what does not is foreign', { ...account, ...theirs }, account, false, noLabel],
  ['unless it is taken over', { ...account, ...theirs }, account, true, { kind: 'appliable' }],
  [
    'a binding of ours for another account is of that account',
    { ...binding, subjects: elsewhere },
    binding,
    false,
    { kind: 'of-another', account: 'other/gw' },
  ],
  [
    'a binding for others beside ours is not',
    { ...binding, subjects: [...elsewhere, { kind: 'ServiceAccount', name: 'gw', namespace: 'default' }] },
    binding,
    false,
    { kind: 'appliable' },
  ],
  ['a binding for nobody is not', { ...binding, subjects: undefined }, binding, false, { kind: 'appliable' }],
  ['a binding of another role has to be made anew', { ...binding, roleRef: role }, binding, false, otherRole],
  [
    'and one of others, too, if it is taken over',
    { ...binding, ...theirs, roleRef: role },
    binding,
    false,
    { kind: 'foreign', detail: `${noLabel.detail}; ${otherRole.detail}`, isImmutable: true },
  ],
  ['also one that is taken over', { ...binding, ...theirs, roleRef: role }, binding, true, otherRole],
] as const)('%s', (_title, live: JsonMap, wished, force, standing) => {
  expect(standingOf(live, wished, { force })).toEqual(standing);
});

test('a Secret of another type has to be made anew, and is told as T14', () => {
  const { type: _type, ...live } = secret;
  expect(standingOf(live, secret, { force: false })).toEqual({
    kind: 'immutable',
    detail: 'it is of type Opaque, and type cannot be changed',
    findings: [
      {
        id: 'T14',
        severity: 'error',
        message:
          'No token ever appears in the Secret default/gw-token: it is of type Opaque, and type cannot be changed. ' +
          'Delete it, or run setup-rbac with --recreate.',
      },
    ],
  });
});

import { describe, expect, test } from 'vitest';
import type { Rule } from '../../src/playground/account.ts';
import { statesOf, startCluster } from './trial-cluster.ts';

const RBAC = 'rbac.authorization.k8s.io';
const ROLES = `/apis/${RBAC}/v1/clusterroles`;
const BINDINGS = `/apis/${RBAC}/v1/clusterrolebindings`;
const OURS = { 'app.kubernetes.io/managed-by': 'k8s-disco', 'app.kubernetes.io/instance': 'gw' };

/** A binding under the name that the set-up takes. */
function binding(fields: { readonly role?: string; readonly namespace?: string; readonly labels?: object }): object {
  const { role = 'gw', namespace = 'default', labels = OURS } = fields;
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'gw', labels },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', name: 'gw', namespace }],
  };
}

describe('nothing is written where an object', () => {
  test('was made by others; --force takes it over', async () => {
    const { setUp, write, playground } = await startCluster();
    const body = { apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: { name: 'gw' }, rules: [] };
    await write({ method: 'POST', path: ROLES, body });
    const { report, token } = await setUp();
    expect(statesOf(report)).toEqual({
      'ServiceAccount gw': 'not-reached',
      'ClusterRole gw': 'foreign',
      'ClusterRoleBinding gw': 'not-reached',
      'Secret gw-token': 'not-reached',
    });
    expect(report.objects[1]).toMatchObject({
      detail: 'it carries no label app.kubernetes.io/managed-by: k8s-disco',
      difference: expect.arrayContaining(['+    app.kubernetes.io/managed-by: k8s-disco', '-rules: null', '+      - list']),
    });
    expect([token, report.token, report.proof]).toEqual([undefined, null, []]);
    expect(playground.store.get('serviceaccounts', { namespace: 'default', name: 'gw' })).toBeUndefined();

    const forced = await setUp({ force: true });
    expect(statesOf(forced.report)).toMatchObject({ 'ClusterRole gw': 'changed', 'Secret gw-token': 'created' });
  });

  test('has other values in our fields; --force sets them', async () => {
    const { setUp, write } = await startCluster();
    await setUp();
    const rules = [{ apiGroups: [''], resources: ['endpoints'], verbs: ['list'] }];
    await write({ method: 'PATCH', path: `${ROLES}/gw`, body: { rules } });
    const { report } = await setUp();
    expect(report.objects[1]).toEqual({
      kind: 'ClusterRole',
      namespace: null,
      name: 'gw',
      state: 'conflict',
      detail: `.rules: conflict with "kubectl-edit" using ${RBAC}/v1`,
      overriddenBy: ['force'],
      difference: ['@@ -12,3 +12,4 @@', '       - endpoints', '     verbs:', '       - list', '+      - watch'],
    });
    expect(report.proof).toEqual([]);

    const forced = await setUp({ force: true });
    expect(statesOf(forced.report)).toMatchObject({ 'ClusterRole gw': 'changed' });
    expect(forced.report.proof.map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'pass']);
  });

  test('binds another role; --recreate makes the binding anew', async () => {
    const { setUp, write } = await startCluster();
    await write({ method: 'POST', path: BINDINGS, body: binding({ role: 'view' }) });
    const { report } = await setUp();
    expect(report.objects[2]).toEqual({
      kind: 'ClusterRoleBinding',
      namespace: null,
      name: 'gw',
      state: 'immutable',
      detail: 'it binds the ClusterRole view, and roleRef cannot be changed',
      overriddenBy: ['recreate'],
      difference: expect.arrayContaining(['-  name: view', '+  name: gw']),
    });

    const recreated = await setUp({ recreate: true });
    expect(statesOf(recreated.report)).toMatchObject({ 'ClusterRoleBinding gw': 'recreated' });
    expect(recreated.report.proof.map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'pass']);
  });

  test('is being deleted, and held by others', async () => {
    const { setUp, playground } = await startCluster();
    await setUp();
    const role = playground.store.get('clusterroles', { name: 'gw' });
    if (role === undefined) throw new Error('the set-up has made it');
    const metadata = { ...role.metadata, deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['a.test/b'] };
    playground.store.put('clusterroles', { ...role, metadata });
    const { report } = await setUp({ wish: { docsVerbs: true } });
    expect(statesOf(report)).toMatchObject({ 'ClusterRole gw': 'not-reached' });
    expect(report.error?.message).toBe(
      'the ClusterRole gw is being deleted, and waits for its finalizers. Run this again when it is gone',
    );
  });

  test('is a Secret of another type', async () => {
    const { setUp, write } = await startCluster();
    const metadata = { name: 'gw-token', labels: OURS, annotations: { 'kubernetes.io/service-account.name': 'gw' } };
    const body = { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', data: { token: 'c2VzYW1l' } };
    await write({ method: 'POST', path: '/api/v1/namespaces/default/secrets', body });
    const { report } = await setUp();
    expect(report.objects[3]).toMatchObject({
      state: 'immutable',
      detail: 'it is of type Opaque, and type cannot be changed',
      difference: expect.arrayContaining(['-type: Opaque', '+type: kubernetes.io/service-account-token']),
    });
    expect(report.findings.map(({ id }) => id)).toEqual(['T14']);
    expect(JSON.stringify(report)).not.toMatch(/c2VzYW1l|sesame/);
    expect(statesOf((await setUp({ recreate: true })).report)).toMatchObject({ 'Secret gw-token': 'recreated' });
  });

  test('serves an account of the same name in another namespace', async () => {
    const { setUp } = await startCluster();
    await setUp();
    const { report } = await setUp({ wish: { namespace: 'kube-system' } });
    expect(report.objects[2]).toMatchObject({
      state: 'foreign',
      detail: 'it grants the rights of default/gw',
      serves: 'default/gw',
    });
    expect(report.objects[2]).not.toHaveProperty('overriddenBy');
  });

  test('is a Secret of others and of another type: what it takes is said at once', async () => {
    const { setUp, write } = await startCluster();
    const body = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'gw-token' }, type: 'Opaque' };
    await write({ method: 'POST', path: '/api/v1/namespaces/default/secrets', body });
    expect((await setUp()).report.objects[3]).toMatchObject({
      state: 'foreign',
      detail: 'it carries no label app.kubernetes.io/managed-by: k8s-disco; it is of type Opaque, and type cannot be changed',
      overriddenBy: ['force', 'recreate'],
    });
    const { report } = await setUp({ force: true, recreate: true });
    expect(statesOf(report)).toMatchObject({ 'Secret gw-token': 'recreated' });
  });
});

describe('who may only read', () => {
  const reader = { apiGroups: ['', RBAC], resources: ['serviceaccounts', 'clusterroles', 'clusterrolebindings'], verbs: ['get'] };
  const secrets = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };

  test('needs no right to write what is as it is wished, and gets the token', async () => {
    const { setUp } = await startCluster({ reader: [reader, secrets] });
    const { token } = await setUp();
    const again = await setUp({ as: 'reader' });
    expect(again.report.missing).toEqual([]);
    expect(new Set(Object.values(statesOf(again.report)))).toEqual(new Set(['unchanged']));
    expect(again.token).toBe(token);
  });

  test('lacks but the right to read the Secret that the account remembers', async () => {
    const { setUp } = await startCluster({ reader: [reader] });
    await setUp();
    const { report } = await setUp({ as: 'reader' });
    expect(report.missing.map(({ verb, resource }) => `${verb} ${resource}`)).toEqual(['get secrets']);
  });
});

test('a dry run says what would become of each object, also where it may not be written', async () => {
  const { setUp, write, playground } = await startCluster();
  await write({ method: 'POST', path: BINDINGS, body: binding({ labels: {} }) });
  const { report } = await setUp({ dryRun: true });
  expect(statesOf(report)).toEqual({
    'ServiceAccount gw': 'created',
    'ClusterRole gw': 'created',
    'ClusterRoleBinding gw': 'foreign',
    'Secret gw-token': 'created',
  });
  expect(playground.store.get('clusterroles', { name: 'gw' })).toBeUndefined();
});

test('a namespace that is missing is told with the ways to mend it', async () => {
  const { setUp } = await startCluster();
  const { report } = await setUp({ wish: { namespace: 'nowhere' } });
  expect(report.error).toEqual({ message: 'there is no namespace nowhere: make it first, or give --create-namespace' });
  expect(new Set(Object.values(statesOf(report)))).toEqual(new Set(['not-reached']));
});

describe('missing rights are told at once, and nothing is written:', () => {
  const objects = { apiGroups: [''], resources: ['serviceaccounts', 'secrets'], verbs: ['get', 'create', 'patch'] };
  const rbac = { apiGroups: [RBAC], resources: ['clusterroles', 'clusterrolebindings'], verbs: ['get', 'create', 'patch'] };
  const role = { group: RBAC, resource: 'clusterroles', name: 'gw' };
  const escalate = { ...role, verb: 'escalate', reason: 'to make a ClusterRole with rights that you do not hold yourself' };
  const bind = { ...role, verb: 'bind', reason: 'to bind a ClusterRole with rights that you do not hold yourself' };

  test.each<[title: string, rules: readonly Rule[], missing: readonly object[], role: string]>([
    ['what nobody grants away that does not hold it', [objects, rbac], [escalate, bind], 'not-reached'],
    [
      'those of an object that may not be read, all of them',
      [objects, { ...rbac, resources: ['clusterrolebindings'] }],
      [{ ...role, verb: 'get' }, { ...role, verb: 'patch' }, { ...role, verb: 'create' }, escalate, bind],
      'unreadable',
    ],
  ])('%s', async (_title, rules, missing, state) => {
    const { setUp, playground } = await startCluster({ operator: rules });
    const { report } = await setUp({ as: 'operator' });
    expect(report.missing).toEqual(missing);
    expect(statesOf(report)).toEqual({
      'ServiceAccount gw': 'not-reached',
      'ClusterRole gw': state,
      'ClusterRoleBinding gw': 'not-reached',
      'Secret gw-token': 'not-reached',
    });
    expect(
      playground.requests.filter(({ method }) => method === 'PATCH').every(({ query }) => query.includes('dryRun=All')),
    ).toBe(true);
  });

  test('TokenRequest is asked for where it is needed', async () => {
    const held = { apiGroups: [''], resources: ['endpoints'], verbs: ['list', 'watch'] };
    const { setUp } = await startCluster({ operator: [objects, rbac, held] });
    const { report } = await setUp({ as: 'operator', wish: { token: 'request' } });
    expect(report.missing).toEqual([
      {
        verb: 'create',
        group: '',
        resource: 'serviceaccounts',
        subresource: 'token',
        namespace: 'default',
        name: 'gw',
        reason: 'to issue a token of the ServiceAccount default/gw',
      },
    ]);
  });

  test('whoever holds the rights may give them away', async () => {
    const held = { apiGroups: [''], resources: ['endpoints'], verbs: ['list', 'watch'] };
    const { setUp } = await startCluster({ operator: [objects, rbac, held] });
    const { report } = await setUp({ as: 'operator', wish: { token: 'none' } });
    expect(report.missing).toEqual([]);
    expect(statesOf(report)).toMatchObject({ 'ClusterRoleBinding gw': 'created' });
    const message = 'not tried: you may not create a token of system:serviceaccount:default:gw';
    expect(report.proof).toEqual([{ what: 'identity', outcome: 'unknown', message }]);
  });
});

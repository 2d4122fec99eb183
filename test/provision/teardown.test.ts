import { expect, test } from 'vitest';
import { statesOf, startCluster } from './trial-cluster.ts';

test('a teardown deletes what set-ups have made, rotated Secrets included, and a second finds nothing', async () => {
  const { setUp, tearDown, playground } = await startCluster();
  await setUp();
  await setUp({ rotate: true });
  const report = await tearDown();
  expect(report).toEqual({
    id: null,
    name: 'playground',
    server: playground.url,
    source: { kind: 'flags' },
    namespace: 'default',
    account: 'gw',
    objects: [
      { kind: 'Secret', namespace: 'default', name: 'gw-token', state: 'deleted' },
      { kind: 'Secret', namespace: 'default', name: 'gw-token-2', state: 'deleted' },
      { kind: 'ClusterRoleBinding', namespace: null, name: 'gw', state: 'deleted' },
      { kind: 'ClusterRole', namespace: null, name: 'gw', state: 'deleted' },
      { kind: 'ServiceAccount', namespace: 'default', name: 'gw', state: 'deleted' },
    ],
    missing: [],
    findings: [
      {
        id: 'T29',
        severity: 'info',
        message: 'A gateway that still uses this account goes on until its watch ends, at most 47 min from now.',
      },
    ],
  });
  const again = await tearDown();
  expect(new Set(Object.values(statesOf(again)))).toEqual(new Set(['absent']));
  expect(again.findings).toEqual([]);
});

test('what lacks our label stays, and a Secret that goes with the account is told', async () => {
  const { setUp, tearDown, write } = await startCluster();
  await setUp();
  const metadata = { name: 'by-hand', annotations: { 'kubernetes.io/service-account.name': 'gw' } };
  const body = { apiVersion: 'v1', kind: 'Secret', metadata, type: 'kubernetes.io/service-account-token' };
  await write({ method: 'POST', path: '/api/v1/namespaces/default/secrets', body });
  const labels = { 'app.kubernetes.io/managed-by': null };
  await write({ method: 'PATCH', path: '/apis/rbac.authorization.k8s.io/v1/clusterroles/gw', body: { metadata: { labels } } });
  const report = await tearDown();
  expect(statesOf(report)).toEqual({
    'Secret gw-token': 'deleted',
    'Secret by-hand': 'foreign',
    'ClusterRoleBinding gw': 'deleted',
    'ClusterRole gw': 'foreign',
    'ServiceAccount gw': 'deleted',
  });
  expect(report.findings.map(({ id, message }) => [id, message])).toEqual([
    [
      'T10',
      'The Secret default/by-hand, which is not ours, holds a token of this account: the cluster removes it with the account.',
    ],
    ['T29', expect.any(String)],
  ]);
});

test('an account of the same name in another namespace keeps its role and its binding', async () => {
  const { setUp, tearDown } = await startCluster();
  await setUp();
  expect(statesOf(await tearDown({ namespace: 'kube-system' }))).toEqual({
    'Secret gw-token': 'absent',
    'ClusterRoleBinding gw': 'foreign',
    'ClusterRole gw': 'foreign',
    'ServiceAccount gw': 'absent',
  });
  expect(statesOf((await setUp()).report)).toMatchObject({ 'ClusterRoleBinding gw': 'unchanged' });
});

test('missing rights are told at once, and nothing is deleted', async () => {
  const reader = { apiGroups: [''], resources: ['serviceaccounts', 'secrets'], verbs: ['get', 'list'] };
  const { setUp, tearDown, playground } = await startCluster({ operator: [reader] });
  await setUp();
  const { resourceVersion } = playground.store;
  const report = await tearDown({ as: 'operator' });
  expect(report.missing.map(({ verb, resource }) => `${verb} ${resource}`)).toEqual([
    'get clusterrolebindings',
    'get clusterroles',
    'delete clusterrolebindings',
    'delete clusterroles',
    'delete secrets',
    'delete serviceaccounts',
  ]);
  expect(statesOf(report)).toEqual({ 'Secret gw-token': 'present', 'ServiceAccount gw': 'present' });
  expect(playground.store.resourceVersion).toBe(resourceVersion);
});

test('a deletion without a clear answer is told as such, and those behind it stay', async () => {
  const { setUp, playground, tearDown } = await startCluster();
  await setUp();
  const onStep = (step: string): void => void (step === 'deleting the ClusterRoleBinding gw' && playground.setFaults(['500']));
  const report = await tearDown({ onStep });
  expect(statesOf(report)).toEqual({
    'Secret gw-token': 'deleted',
    'ClusterRoleBinding gw': 'failed',
    'ClusterRole gw': 'present',
    'ServiceAccount gw': 'present',
  });
  expect(report.error).toMatchObject({
    id: 'G07',
    message: expect.stringMatching(
      /^ClusterRoleBinding gw could not be deleted: .* It may be deleted all the same\. Run this again to go on from there$/,
    ),
  });
});

test('a token that is used meanwhile, which the API server notes on its Secret, does not keep the Secret', async () => {
  const { setUp, playground, tearDown } = await startCluster();
  await setUp();
  const { store } = playground;
  const onStep = (step: string): void => {
    const secret = store.get('secrets', { namespace: 'default', name: 'gw-token' });
    if (step !== 'deleting the Secret default/gw-token' || secret === undefined) return;
    const { labels, ...metadata } = secret.metadata;
    const noted = { ...labels, 'kubernetes.io/legacy-token-last-used': '2026-11-22' };
    store.update('secrets', { ...secret, metadata: { ...metadata, labels: noted } });
  };
  expect(statesOf(await tearDown({ onStep }))).toMatchObject({ 'Secret gw-token': 'deleted', 'ServiceAccount gw': 'deleted' });
});

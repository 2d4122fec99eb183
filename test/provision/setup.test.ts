import { describe, expect, test } from 'vitest';
import { statesOf, startCluster } from './trial-cluster.ts';

const UNCHANGED = {
  'ServiceAccount gw': 'unchanged',
  'ClusterRole gw': 'unchanged',
  'ClusterRoleBinding gw': 'unchanged',
  'Secret gw-token': 'unchanged',
};

const PASSED = [
  { what: 'identity', outcome: 'pass', message: 'the token is system:serviceaccount:default:gw' },
  { what: 'list', resource: 'endpoints', outcome: 'pass', message: 'listed 0 endpoints in the whole cluster' },
  { what: 'watch', resource: 'endpoints', outcome: 'pass', message: 'a watch of them answers' },
];

test('a fresh set-up makes everything and proves the token', async () => {
  const { setUp, playground } = await startCluster();
  const { report, token, steps } = await setUp();
  const object = { state: 'created', difference: expect.arrayContaining(['+metadata:']) };
  expect(report).toEqual({
    id: null,
    name: 'playground',
    server: playground.url,
    source: { kind: 'flags' },
    kubernetes: '1.36',
    user: 'system:serviceaccount:kube-system:admin',
    namespace: 'default',
    account: 'gw',
    objects: [
      { kind: 'ServiceAccount', namespace: 'default', name: 'gw', ...object },
      { kind: 'ClusterRole', namespace: null, name: 'gw', detail: 'list, watch endpoints', ...object },
      { kind: 'ClusterRoleBinding', namespace: null, name: 'gw', ...object },
      { kind: 'Secret', namespace: 'default', name: 'gw-token', ...object },
    ],
    missing: [],
    token: {
      secret: 'gw-token',
      subject: 'system:serviceaccount:default:gw',
      expires: null,
      waitedMs: expect.any(Number),
    },
    proof: PASSED,
    findings: [],
  });
  expect(JSON.stringify(report)).not.toContain(token);
  expect(steps).toEqual([
    'asking who may do what',
    'looking at what is there',
    'applying the ServiceAccount default/gw',
    'applying the ClusterRole gw',
    'applying the ClusterRoleBinding gw',
    'applying the Secret default/gw-token',
    'waiting for the token',
    'trying the token',
  ]);
});

test('what was listed is counted in words that fit', async () => {
  const { setUp, write } = await startCluster();
  const metadata = { name: 'a', labels: { 'kubernetes.io/service-name': 'a' } };
  const slice = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, addressType: 'IPv4', endpoints: [] };
  await write({ method: 'POST', path: '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices', body: slice });
  const endpoints = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'a' } };
  await write({ method: 'POST', path: '/api/v1/namespaces/default/endpoints', body: endpoints });
  const { report } = await setUp({ wish: { resources: ['endpoints', 'endpointslices'] } });
  expect(report.proof.filter(({ what }) => what === 'list').map(({ message }) => message)).toEqual([
    'listed 1 Endpoints object in the whole cluster',
    'listed 1 endpointslice in the whole cluster',
  ]);
});

test('the Secret is not named in secrets of the account, or the legacy token clean-up would take it for its own', async () => {
  const { setUp, playground } = await startCluster();
  await setUp();
  expect(playground.store.get('serviceaccounts', { namespace: 'default', name: 'gw' })).not.toHaveProperty('secrets');
});

test('a second set-up writes nothing and proves the same token', async () => {
  const { setUp, playground } = await startCluster();
  const first = await setUp();
  const version = playground.store.resourceVersion;
  const { report, token } = await setUp();
  expect(statesOf(report)).toEqual(UNCHANGED);
  expect(report.token).toMatchObject({ secret: 'gw-token', waitedMs: null });
  expect(report.proof).toEqual(PASSED);
  expect(token).toBe(first.token);
  const applied = playground.requests.filter(({ method, query }) => method === 'PATCH' && !query.includes('dryRun=All'));
  expect(applied).toHaveLength(4);
  // The API server itself notes when a token was used.
  expect(playground.store.resourceVersion - version).toBeLessThanOrEqual(1);
});

describe('what the wish no longer has is taken away:', () => {
  test.each([
    ['a resource', { resources: ['endpoints', 'endpointslices'] }, { 'ClusterRole gw': 'changed' }],
    ['a verb', { docsVerbs: true }, { 'ClusterRole gw': 'changed' }],
    [
      'a label',
      { labels: { team: 'edge' } },
      {
        'ServiceAccount gw': 'changed',
        'ClusterRole gw': 'changed',
        'ClusterRoleBinding gw': 'changed',
        'Secret gw-token': 'changed',
      },
    ],
  ] as const)('%s', async (_what, wish, changed) => {
    const { setUp } = await startCluster();
    await setUp({ wish });
    const { report } = await setUp({ wish: { resources: ['endpoints'], docsVerbs: false, labels: {} } });
    expect(statesOf(report)).toEqual({ ...UNCHANGED, ...changed });
    expect(report.proof).toEqual(PASSED);
  });
});

describe('what the wish leaves open stays as it is:', () => {
  test.each([
    ['resources', { resources: ['endpoints', 'endpointslices'] }],
    ['one resource in place of the default', { resources: ['endpointslices'] }],
    ['the verb get', { docsVerbs: true }],
    ['labels', { labels: { team: 'edge', 'example.com/tier': 'a' } }],
  ] as const)('%s', async (_what, wish) => {
    const { setUp } = await startCluster();
    await setUp({ wish });
    expect(statesOf((await setUp()).report)).toEqual(UNCHANGED);
  });

  test('labels that others have set are theirs', async () => {
    const { setUp, write, playground } = await startCluster();
    await setUp({ wish: { labels: { team: 'edge' } } });
    await write({
      method: 'PATCH',
      path: '/api/v1/namespaces/default/serviceaccounts/gw',
      body: { metadata: { labels: { theirs: 'yes' } } },
    });
    expect(statesOf((await setUp()).report)).toEqual(UNCHANGED);
    const account = playground.store.get('serviceaccounts', { namespace: 'default', name: 'gw' });
    expect(account).toMatchObject({ metadata: { labels: { team: 'edge', theirs: 'yes' } } });
  });

  test('but not that of a role which is not ours', async () => {
    const { setUp, write } = await startCluster();
    const rules = [{ apiGroups: [''], resources: ['endpointslices'], verbs: ['get'] }];
    const body = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'gw' }, rules };
    await write({ method: 'POST', path: '/apis/rbac.authorization.k8s.io/v1/clusterroles', body });
    const { report } = await setUp({ force: true });
    expect(report.objects).toContainEqual(expect.objectContaining({ kind: 'ClusterRole', detail: 'list, watch endpoints' }));
  });
});

test('a Secret that was deleted comes back under its name with the same token', async () => {
  const { setUp, write } = await startCluster();
  const { token } = await setUp();
  await write({ method: 'DELETE', path: '/api/v1/namespaces/default/secrets/gw-token' });
  const again = await setUp();
  expect(again.report.objects.at(-1)).toMatchObject({
    name: 'gw-token',
    state: 'created',
    detail: 'under its old name it holds the very same token as before',
  });
  expect(again.token).toBe(token);
});

test('a namespace is made where that is wished, and one that is there is left as it is', async () => {
  const { setUp } = await startCluster();
  const wish = { namespace: 'gateways', createNamespace: true };
  const first = await setUp({ wish });
  expect(statesOf(first.report)).toMatchObject({ 'Namespace gateways': 'created', 'ServiceAccount gw': 'created' });
  expect(statesOf((await setUp({ wish })).report)).toEqual({ 'Namespace gateways': 'unchanged', ...UNCHANGED });
});

describe('rotation', () => {
  test('makes a Secret of a new name and says when the old one may go', async () => {
    const { setUp } = await startCluster();
    const first = await setUp();
    const { report, token } = await setUp({ rotate: true });
    expect(statesOf(report)).toEqual({
      'ServiceAccount gw': 'changed',
      'ClusterRole gw': 'unchanged',
      'ClusterRoleBinding gw': 'unchanged',
      'Secret gw-token-2': 'created',
    });
    expect(token).not.toBe(first.token);
    expect(report.findings).toEqual([
      {
        id: 'T07',
        severity: 'warning',
        message: expect.stringMatching(/^The old token .*default\/gw-token/) as string,
        mend: 'kubectl delete secret gw-token -n default',
      },
    ]);
    const { report: next } = await setUp();
    expect(next.token).toMatchObject({ secret: 'gw-token-2', waitedMs: null });
    expect(next.findings).toEqual([]);
  });

  test('goes on behind the Secrets that are there, whoever made them', async () => {
    const { setUp, write } = await startCluster();
    await setUp();
    const body = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'gw-token-2' } };
    await write({ method: 'POST', path: '/api/v1/namespaces/default/secrets', body });
    expect(statesOf((await setUp({ rotate: true })).report)).toMatchObject({ 'Secret gw-token-3': 'created' });
  });

  test('of nothing is a first set-up', async () => {
    const { setUp } = await startCluster();
    expect(statesOf((await setUp({ rotate: true })).report)).toMatchObject({ 'Secret gw-token': 'created' });
  });

  test('names every Secret of before, not only the last', async () => {
    const { setUp } = await startCluster();
    await setUp();
    await setUp({ rotate: true });
    const { report } = await setUp({ rotate: true });
    expect(report.findings.map(({ mend }) => mend)).toEqual(['kubectl delete secret gw-token gw-token-2 -n default']);
  });

  test('is remembered while no Secret is needed, so that no token of before comes back', async () => {
    const { setUp, write } = await startCluster();
    await setUp();
    await setUp({ rotate: true });
    await write({ method: 'DELETE', path: '/api/v1/namespaces/default/secrets/gw-token' });
    expect(statesOf((await setUp({ wish: { token: 'none' } })).report)).toMatchObject({ 'ServiceAccount gw': 'unchanged' });
    expect(statesOf((await setUp()).report)).toMatchObject({ 'Secret gw-token-2': 'unchanged' });
  });
});

describe('without a Secret', () => {
  test('a TokenRequest gives a token that ends', async () => {
    const { setUp } = await startCluster();
    const { report, token } = await setUp({ wish: { token: 'request' } });
    expect(report.objects.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding']);
    const expires = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(report.token).toEqual({ secret: null, subject: 'system:serviceaccount:default:gw', expires, waitedMs: null });
    expect(report.proof).toEqual(PASSED);
    expect(token).toMatch(/^eyJ/);
  });

  test('the rights of an account whose pod has its token are proven with one that is thrown away', async () => {
    const { setUp } = await startCluster();
    const { report, token } = await setUp({ wish: { token: 'none' } });
    expect(report.token).toBeNull();
    expect(report.proof).toEqual([
      { ...PASSED[0], message: expect.stringContaining('with a token of 10 min') },
      ...PASSED.slice(1),
    ]);
    expect(token).toBeUndefined();
  });

  test.each(['none', 'request'] as const)('the Secret of before stays good, which --token %s says', async (token) => {
    const { setUp } = await startCluster();
    await setUp();
    const { report } = await setUp({ wish: { token } });
    expect(report.findings).toEqual([expect.objectContaining({ id: 'T07', mend: 'kubectl delete secret gw-token -n default' })]);
  });
});

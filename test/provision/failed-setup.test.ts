import { describe, expect, test } from 'vitest';
import { statesOf, startCluster } from './trial-cluster.ts';
import type { TrialCluster } from './trial-cluster.ts';

const RBAC = 'rbac.authorization.k8s.io';

/** Lets something happen just before a step. */
function before(step: string, happen: () => void): { readonly onStep: (text: string) => void } {
  return { onStep: (text) => void (text === step && happen()) };
}

describe('a set-up that fails midway', () => {
  test('says what there is by then, and goes on from there when it is run again', async () => {
    const { setUp, playground } = await startCluster();
    const { report } = await setUp(before('applying the ClusterRoleBinding gw', () => playground.setFaults(['500'])));
    expect(statesOf(report)).toEqual({
      'ServiceAccount gw': 'created',
      'ClusterRole gw': 'created',
      'ClusterRoleBinding gw': 'failed',
      'Secret gw-token': 'not-reached',
    });
    expect(report.error).toEqual({
      id: 'G07',
      message:
        `ClusterRoleBinding gw could not be written: ${playground.url} failed at PATCH /apis/${RBAC}/v1/clusterrolebindings/gw (500): ` +
        'Internal error occurred: etcdserver: request timed out. It may be written all the same. Written before it: ServiceAccount default/gw, ClusterRole gw. ' +
        'Run this again to go on from there',
    });

    playground.setFaults([]);
    const again = await setUp();
    expect(statesOf(again.report)).toEqual({
      'ServiceAccount gw': 'unchanged',
      'ClusterRole gw': 'unchanged',
      'ClusterRoleBinding gw': 'created',
      'Secret gw-token': 'created',
    });
    expect(again.report.proof.map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'pass']);
  });

  test.each([
    ['is refused', '403', /\. Nothing was changed$/],
    ['gets no clear answer', '500', /\. It may be written all the same\. Run this again to go on from there$/],
  ])('at its first object, where that %s, claims no more than it knows', async (_, fault, words) => {
    const { setUp, playground } = await startCluster();
    const { report } = await setUp(before('applying the ServiceAccount default/gw', () => playground.setFaults([fault])));
    expect(report.error?.message).toMatch(words);
  });
});

describe('a token that does not come is told by its cause:', () => {
  test('T17, the token controller does not work', async () => {
    const { setUp, playground } = await startCluster();
    playground.setFaults(['no-token-controller']);
    const { report, token } = await setUp();
    expect(report.error).toEqual({
      id: 'T17',
      message:
        'the Secret default/gw-token has no token after 5 s: the token controller, a part of kube-controller-manager, does not answer. ' +
        'Start it, and run this again',
    });
    expect(statesOf(report)).toMatchObject({ 'Secret gw-token': 'created' });
    expect([token, report.token, report.proof]).toEqual([undefined, null, []]);
  });

  test('T16, its Secret is gone again', async () => {
    const { setUp, playground } = await startCluster();
    playground.setFaults(['no-token-controller']);
    const at = { namespace: 'default', name: 'gw-token' };
    const { report } = await setUp(before('waiting for the token', () => playground.store.delete('secrets', at)));
    expect(report.error?.id).toBe('T16');
  });
});

describe('a token that does not do is told by what was tried:', () => {
  const identity = { what: 'identity', outcome: 'pass', message: 'the token is system:serviceaccount:default:gw' };
  const list = { what: 'list', resource: 'endpoints', outcome: 'pass', message: 'listed 0 endpoints in the whole cluster' };
  const watch = { what: 'watch', resource: 'endpoints' };
  const user = 'system:serviceaccount:default:gw';

  async function proofAfter(happen: (playground: TrialCluster['playground']) => void): Promise<readonly object[]> {
    const { setUp, playground } = await startCluster();
    await setUp();
    const { report } = await setUp(before('trying the token', () => happen(playground)));
    return report.proof;
  }

  function rules(...verbs: readonly string[]): (playground: TrialCluster['playground']) => void {
    return ({ store }) => {
      const role = store.get('clusterroles', { name: 'gw' });
      if (role !== undefined)
        store.put('clusterroles', { ...role, rules: [{ apiGroups: [''], resources: ['endpoints'], verbs }] });
    };
  }

  test('T30, it is refused', async () => {
    expect(await proofAfter((playground) => playground.setFaults(['401']))).toEqual([
      {
        what: 'identity',
        outcome: 'fail',
        id: 'T30',
        message: expect.stringContaining('refuses the token of Secret default/gw-token (401)'),
      },
    ]);
  });

  test('R01, it may not list', async () => {
    expect(await proofAfter(rules('watch'))).toEqual([
      identity,
      {
        ...list,
        outcome: 'fail',
        id: 'R01',
        message: expect.stringContaining(`User "${user}" cannot list resource "endpoints"`),
      },
      { ...watch, outcome: 'unknown', message: 'a watch was not tried, as the list failed' },
    ]);
  });

  test('R02, it may not watch', async () => {
    expect(await proofAfter(rules('list'))).toEqual([
      identity,
      list,
      {
        ...watch,
        outcome: 'fail',
        id: 'R02',
        message: expect.stringContaining(`User "${user}" cannot watch resource "endpoints"`),
      },
    ]);
  });

  test('R15, something refuses what RBAC allows', async () => {
    expect(await proofAfter((playground) => playground.setFaults(['403-watch']))).toEqual([
      identity,
      list,
      {
        ...watch,
        outcome: 'fail',
        id: 'R15',
        message: expect.stringMatching(/, though RBAC allows it: something before the API server refuses$/),
      },
    ]);
  });
});

test('a refusal is asked again while the authorizer may not know the binding yet', async () => {
  const { setUp, playground } = await startCluster();
  const { report } = await setUp(before('trying the token', () => playground.setFaults(['401:2'])));
  expect(report.proof.map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'pass']);
});

test('a token that was marked invalid is told with the command that mends it', async () => {
  const { setUp, write } = await startCluster();
  await setUp();
  const label = 'kubernetes.io/legacy-token-invalid-since';
  const body = { metadata: { labels: { [label]: '2026-11-01' } } };
  await write({ method: 'PATCH', path: '/api/v1/namespaces/default/secrets/gw-token', body });
  const { report } = await setUp();
  expect(report.proof).toEqual([]);
  expect(report.findings).toEqual([
    {
      id: 'T18',
      severity: 'error',
      message: expect.stringContaining('Secret default/gw-token since 2026-11-01'),
      mend: `kubectl label secret gw-token -n default ${label}-`,
    },
  ]);
});

describe('rights beyond those of a gateway are warned of:', () => {
  test.each([
    ['everything', { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, 'do everything in this cluster'],
    ['Secrets', { apiGroups: [''], resources: ['secrets'], verbs: ['get'] }, 'read every Secret of the namespace default'],
  ])('%s', async (_what, rule, excess) => {
    const { setUp, write } = await startCluster();
    const metadata = { name: 'too-much' };
    const role = { apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata, rules: [rule] };
    await write({ method: 'POST', path: `/apis/${RBAC}/v1/clusterroles`, body: role });
    const body = {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'too-much' },
      subjects: [{ kind: 'ServiceAccount', namespace: 'default', name: 'gw' }],
    };
    await write({ method: 'POST', path: `/apis/${RBAC}/v1/clusterrolebindings`, body });
    const { report } = await setUp();
    expect(report.findings).toEqual([
      {
        id: 'R17',
        severity: 'warning',
        message:
          `system:serviceaccount:default:gw may ${excess}, and so may whoever gets hold of its token. ` +
          'Take away the binding that grants it: what setup-rbac binds is enough.',
      },
    ]);
  });
});

test('an interruption ends the set-up with its reason', async () => {
  const { setUp } = await startCluster();
  const abort = new AbortController();
  const reason = new Error('interrupted');
  await expect(setUp({ signal: abort.signal, ...before('waiting for the token', () => abort.abort(reason)) })).rejects.toBe(
    reason,
  );
});

test('an API server that refuses whoever sets up is told as such', async () => {
  const { setUp, playground } = await startCluster();
  playground.setFaults(['401']);
  const { report } = await setUp();
  expect(report).toMatchObject({ kubernetes: null, user: null, objects: [], error: { id: 'T30' } });
});

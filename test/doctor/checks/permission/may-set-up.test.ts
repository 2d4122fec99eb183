import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { maySetUp } from '../../../../src/doctor/checks/permission/may-set-up.ts';
import { ALL_RIGHTS } from '../../../../src/playground/account.ts';
import type { Rule } from '../../../../src/playground/account.ts';
import type { Playground } from '../../../../src/playground/playground.ts';
import { examinedPlayground, playground } from '../../../support/playground-cluster.ts';

const JANE = 'system:serviceaccount:kube-system:jane';

/** A playground, and what it says to jane, who has these rights in it. */
async function asked(
  rules: readonly Rule[],
  prepare: (server: Playground) => void = () => {},
): Promise<{ readonly answer: Answer | undefined; readonly requests: readonly string[] }> {
  const server = await playground({ accounts: [{ namespace: 'kube-system', name: 'jane', rules }] });
  prepare(server);
  const cluster = examinedPlayground(server, { text: '', token: undefined, adminName: 'jane' });
  const [answer] = await maySetUp.examine(cluster);
  return { answer, requests: server.requests.map(({ method, path }) => `${method} ${path}`) };
}

const MAKING: readonly Rule[] = [
  { apiGroups: [''], resources: ['serviceaccounts', 'secrets'], verbs: ['get', 'create', 'patch'] },
  {
    apiGroups: ['rbac.authorization.k8s.io'],
    resources: ['clusterroles', 'clusterrolebindings'],
    verbs: ['get', 'create', 'patch'],
  },
];

describe('the account of a gateway', () => {
  it('may be set up, and nothing is written to find that out', async () => {
    const { answer, requests } = await asked([...ALL_RIGHTS]);
    expect(answer).toEqual({ outcome: 'pass', title: `${JANE} may set up default/apisix-discovery`, evidence: [] });
    expect(requests.filter((request) => !/^GET |^POST \S+reviews$/.test(request))).toEqual([]);
  });

  it('may be set up by who holds the rights of a gateway', async () => {
    const held = { apiGroups: [''], resources: ['endpoints'], verbs: ['list', 'watch'] };
    expect((await asked([...MAKING, held])).answer).toMatchObject({ outcome: 'pass' });
  });

  it('may not be granted rights', async () => {
    expect((await asked(MAKING)).answer).toEqual({
      outcome: 'fail',
      cause: {
        id: 'R13',
        message: `${JANE} may make the account, but may not grant it rights without holding them. An admin does it, or applies what the command prints`,
      },
      evidence: [
        'It takes the right to escalate clusterroles.rbac.authorization.k8s.io apisix-discovery, to make a ClusterRole with rights that you do not hold yourself',
        'It takes the right to bind clusterroles.rbac.authorization.k8s.io apisix-discovery, to bind a ClusterRole with rights that you do not hold yourself',
      ],
      mend: 'k8s-disco setup-rbac -n default --resources endpoints --dry-run=client -o yaml',
    });
  });

  it('may not be made', async () => {
    const { answer } = await asked([]);
    expect(answer).toMatchObject({
      outcome: 'fail',
      cause: {
        id: 'R19',
        message: `${JANE} may not make the account default/apisix-discovery and its rights. An admin does it, or applies what the command prints`,
      },
    });
    expect(answer?.evidence).toContain('It takes the right to get, patch, create serviceaccounts apisix-discovery in default');
  });

  it('is there already, and of somebody else', async () => {
    const { answer } = await asked([...ALL_RIGHTS], ({ store }) => {
      store.create('serviceaccounts', { metadata: { namespace: 'default', name: 'apisix-discovery' } });
    });
    expect(answer).toMatchObject({
      outcome: 'pass',
      evidence: [
        'The ServiceAccount default/apisix-discovery is there already (it carries no label app.kubernetes.io/managed-by: k8s-disco): a set-up takes another --name or --force',
      ],
    });
  });

  it('is there already, with a binding to another role', async () => {
    const { answer } = await asked([...ALL_RIGHTS], ({ store }) => {
      store.create('clusterrolebindings', {
        metadata: { name: 'apisix-discovery', labels: { 'app.kubernetes.io/managed-by': 'k8s-disco' } },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      });
    });
    expect(answer).toMatchObject({
      outcome: 'pass',
      evidence: [
        'The ClusterRoleBinding apisix-discovery is there already (it binds the ClusterRole view, and roleRef cannot be changed): a set-up takes another --name or --recreate',
      ],
    });
  });

  it('is set up by nobody who is known', async () => {
    const server = await playground();
    const [answer] = await maySetUp.examine(examinedPlayground(server, { text: '' }));
    expect(answer).toEqual({
      outcome: 'skip',
      evidence: ['Nobody is known who would set it up: give --admin-context'],
    });
  });

  it('is set up by nobody whom the API server refuses', async () => {
    const server = await playground();
    const { admin, ...cluster } = examinedPlayground(server, { text: '', adminName: 'admin' });
    if (admin === undefined) throw new Error('no admin');
    const refused = examinedPlayground(server, { text: 'sesame' }).connection;
    const [answer] = await maySetUp.examine({ ...cluster, admin: { ...admin, connection: refused } });
    expect(answer).toMatchObject({ outcome: 'fail', cause: { id: 'T30' } });
  });
});

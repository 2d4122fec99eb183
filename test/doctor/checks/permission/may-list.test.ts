import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { mayList } from '../../../../src/doctor/checks/permission/may-list.ts';
import { mayWatch } from '../../../../src/doctor/checks/permission/may-watch.ts';
import type { ExaminedCluster } from '../../../../src/doctor/examined-cluster.ts';
import type { ApiRequest, ApiSubmission } from '../../../../src/kube/transport.ts';
import { ALL_RIGHTS } from '../../../../src/playground/account.ts';
import type { Rule } from '../../../../src/playground/account.ts';
import { examinedPlayground, playground } from '../../../support/playground-cluster.ts';
import type { Asker } from '../../../support/playground-cluster.ts';
import { kubeError } from '../../../support/scripted-transport.ts';

const ENDPOINTS: Rule = { apiGroups: [''], resources: ['endpoints'], verbs: ['list', 'watch'] };
const SELF = 'system:serviceaccount:default:apisix';

/** A cluster in which `apisix` has these rights, and an admin has all but to look at some. */
async function cluster(rules: readonly Rule[], asker: Partial<Asker> = {}): Promise<ExaminedCluster> {
  const server = await playground({
    accounts: [
      { namespace: 'default', name: 'apisix', rules },
      { namespace: 'kube-system', name: 'admin', rules: ALL_RIGHTS },
      {
        namespace: 'kube-system',
        name: 'auditor',
        rules: [
          { apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterrolebindings', 'clusterroles'], verbs: ['list'] },
        ],
      },
    ],
  });
  return examinedPlayground(server, { text: server.account('apisix').token, ...asker });
}

async function listAnswer(examined: ExaminedCluster): Promise<Answer | undefined> {
  const [only] = await mayList.examine(examined);
  return only;
}

async function watchAnswer(examined: ExaminedCluster): Promise<Answer | undefined> {
  const [only] = await mayWatch.examine(examined);
  return only;
}

/** The same cluster behind something that refuses, or does not know, what fits. */
function behind(
  examined: ExaminedCluster,
  refuse: (request: ApiRequest | ApiSubmission) => 'forbidden' | 'unauthorized' | 'not-found' | undefined,
) {
  const { transport } = examined;
  const asked = (request: ApiRequest): void => {
    const kind = refuse(request);
    if (kind !== undefined) throw kubeError(kind);
  };
  const hindered: ExaminedCluster = {
    ...examined,
    transport: {
      ...transport,
      get: async (request) => {
        asked(request);
        return transport.get(request);
      },
      send: async (request) => {
        asked(request);
        return transport.send(request);
      },
    },
    once: (read) => read(hindered),
  };
  return hindered;
}

describe('the rights suffice', () => {
  it('for both, as reviews say, too', async () => {
    const examined = await cluster([ENDPOINTS]);
    expect(await listAnswer(examined)).toEqual({
      outcome: 'pass',
      title: 'The account may list endpoints in the whole cluster',
      evidence: [],
    });
    expect(await watchAnswer(examined)).toEqual({
      outcome: 'pass',
      title: 'The account may watch endpoints in the whole cluster',
      evidence: [],
    });
  });

  it('for slices where the release watches them', async () => {
    const slices = { ...ENDPOINTS, apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'] };
    const settings = { resource: 'endpointslices' } as const;
    expect(await listAnswer(await cluster([slices], { settings }))).toMatchObject({ outcome: 'pass' });
    // Releases before 3.14 watch Endpoints whatever the config asks for.
    expect(await listAnswer(await cluster([ENDPOINTS], { settings, release: '3.12.0' }))).toMatchObject({ outcome: 'pass' });
  });

  it('where the label_selector is malformed, which is another matter', async () => {
    const settings = { labelSelector: 'app="shop"' };
    expect(await listAnswer(await cluster([ENDPOINTS], { settings }))).toMatchObject({ outcome: 'pass' });
  });

  it('where nobody answers a review', async () => {
    const examined = behind(await cluster([ENDPOINTS]), ({ path }) => (path.endsWith('accessreviews') ? 'not-found' : undefined));
    expect(await listAnswer(examined)).toEqual({
      outcome: 'pass',
      title: 'The account may list endpoints in the whole cluster',
      evidence: ['Nobody answers a SelfSubjectAccessReview, so the request itself was tried alone'],
    });
  });
});

describe('the rights do not suffice', () => {
  it('for anything', async () => {
    expect(await listAnswer(await cluster([]))).toEqual({
      outcome: 'fail',
      cause: { id: 'R01', message: `${SELF} may not list endpoints in the whole cluster` },
      evidence: [expect.stringContaining('endpoints is forbidden') as string],
      mend: 'kubectl create clusterrole default-apisix-endpoints --verb=list,watch --resource=endpoints --context prod && kubectl create clusterrolebinding default-apisix-endpoints --clusterrole=default-apisix-endpoints --serviceaccount=default:apisix --context prod',
    });
  });

  it('for a watch', async () => {
    const examined = await cluster([{ ...ENDPOINTS, verbs: ['list'] }]);
    expect(await listAnswer(examined)).toMatchObject({ outcome: 'pass' });
    expect(await watchAnswer(examined)).toMatchObject({
      outcome: 'fail',
      cause: {
        id: 'R02',
        message: `${SELF} may not watch endpoints in the whole cluster: one of its roles grants list on endpoints, and not watch`,
      },
    });
  });

  it('beyond the namespace that the config asks for', async () => {
    const settings = { namespaceSelector: { kind: 'equal', namespace: 'kube-system' } } as const;
    const examined = await cluster([{ ...ENDPOINTS, namespaces: ['kube-system'] }], { settings });
    expect(await listAnswer(examined)).toMatchObject({
      outcome: 'fail',
      cause: { id: 'R03', message: expect.stringContaining('it may in the namespace kube-system alone') as string },
    });
  });

  it('and an admin sees the binding', async () => {
    const examined = await cluster([{ ...ENDPOINTS, namespaces: ['default'] }], { adminName: 'admin' });
    const { cause, mend } = (await listAnswer(examined)) ?? {};
    expect(cause).toMatchObject({ id: 'R03', message: expect.stringContaining('RoleBinding default/') as string });
    expect(mend).toMatch(/^kubectl create clusterrole default-apisix-endpoints /);
  });

  it('and an admin does not see all bindings', async () => {
    const { evidence = [] } = (await listAnswer(await cluster([], { adminName: 'auditor' }))) ?? {};
    expect(evidence.slice(1)).toEqual([
      'The admin may not list roles, rolebindings or serviceaccounts, so the cause may be there',
    ]);
  });

  it('as far as a request shows where nobody answers a review', async () => {
    const examined = behind(await cluster([]), ({ path }) => (path.endsWith('accessreviews') ? 'not-found' : undefined));
    expect(await listAnswer(examined)).toMatchObject({ outcome: 'fail', cause: { id: 'R01' } });
  });
});

describe('something else refuses', () => {
  it('the list, which the rights allow', async () => {
    const examined = behind(await cluster([ENDPOINTS]), ({ path }) => (path.endsWith('/endpoints') ? 'forbidden' : undefined));
    expect(await listAnswer(examined)).toEqual({
      outcome: 'fail',
      cause: {
        id: 'R15',
        message:
          'By its rights the account may list endpoints, and the request is refused all the same: by something before the API server, or another authorizer',
      },
      evidence: ['https://cluster.test:6443: forbidden'],
    });
  });

  it('the list, and nobody answers a review', async () => {
    const examined = behind(await cluster([ENDPOINTS]), ({ path }) => {
      if (path.endsWith('accessreviews')) return 'not-found';
      return path.endsWith('/endpoints') ? 'forbidden' : undefined;
    });
    expect(await listAnswer(examined)).toEqual({
      outcome: 'fail',
      cause: {
        id: 'R15',
        message:
          'The request to list endpoints is refused, and not as RBAC refuses: by something before the API server, or another authorizer',
      },
      evidence: ['https://cluster.test:6443: forbidden'],
    });
  });

  it('or the credentials are bad, which nobody can tell of a person where all reviews are hidden', async () => {
    const asPerson = await cluster([ENDPOINTS], { holder: 'person', token: undefined });
    const examined = behind(asPerson, ({ path }) => {
      if (path.endsWith('reviews')) return 'not-found';
      return path.endsWith('/endpoints') ? 'unauthorized' : undefined;
    });
    await expect(listAnswer(examined)).rejects.toMatchObject({ kind: 'unauthorized' });
  });

  it('the watch', async () => {
    const examined = behind(await cluster([ENDPOINTS]), ({ query }) => (query?.['watch'] === 'true' ? 'forbidden' : undefined));
    expect(await listAnswer(examined)).toMatchObject({ outcome: 'pass' });
    expect(await watchAnswer(examined)).toMatchObject({ outcome: 'fail', cause: { id: 'R15' } });
  });
});

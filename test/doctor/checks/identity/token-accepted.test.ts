import { Agent } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { tokenAccepted } from '../../../../src/doctor/checks/identity/token-accepted.ts';
import type { ExaminedCluster } from '../../../../src/doctor/examined-cluster.ts';
import { SERVICE_ACCOUNT_TOKEN } from '../../../../src/kube/in-cluster.ts';
import type { Transport } from '../../../../src/kube/transport.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import { examinedPlayground, playground } from '../../../support/playground-cluster.ts';
import { kubeError, ScriptedTransport } from '../../../support/scripted-transport.ts';

async function answer(cluster: ExaminedCluster): Promise<Answer | undefined> {
  const [only] = await tokenAccepted.examine(cluster);
  return only;
}

describe('a token', () => {
  it('is accepted as an account', async () => {
    const server = await playground();
    expect(await answer(examinedPlayground(server, { text: server.account('gateway').token }))).toEqual({
      outcome: 'pass',
      title: 'The API server accepts the token as system:serviceaccount:default:gateway',
      evidence: [],
    });
  });

  it('has expired: a gateway that had it goes on for a while', async () => {
    const server = await playground();
    const text = server.issueToken('gateway', { lifetimeSeconds: -3600 });
    expect(await answer(examinedPlayground(server, { text, adminName: 'admin' }))).toEqual({
      outcome: 'fail',
      cause: { id: 'T04', message: expect.stringMatching(/^The token in token expired at /) as string },
      evidence: [
        'A TokenReview says: [invalid bearer token, service account token has expired]',
        'A gateway that had the token goes on for as long as its open watch does, 47 min at most, and learns nothing new then',
      ],
      mend: `echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"gateway-token","namespace":"default","annotations":{"kubernetes.io/service-account.name":"gateway"}},"type":"kubernetes.io/service-account-token"}' | kubectl apply -f - --context prod && sleep 2 && k8s-disco token get gateway -n default --secret gateway-token --out-file token --context prod`,
    });
  });

  it('has lost its Secret, which the admin may not see', async () => {
    const server = await playground();
    const text = server.account('gateway').token;
    server.store.delete('secrets', { namespace: 'default', name: 'gateway-token' });
    expect(await answer(examinedPlayground(server, { text, adminName: 'no-rights' }))).toMatchObject({
      outcome: 'fail',
      cause: { id: 'T30' },
      evidence: [],
    });
  });

  it('is refused, and an admin would be told why', async () => {
    const server = await playground();
    const other = await playground();
    const text = other.account('gateway').token;
    const askAgain = 'k8s-disco doctor --token-file token --admin-context prod';
    expect(await answer(examinedPlayground(server, { text, askAgain }))).toMatchObject({
      outcome: 'fail',
      cause: { id: 'T30' },
      mend: askAgain,
    });
    expect(await answer(examinedPlayground(server, { text, adminName: 'admin' }))).toMatchObject({ cause: { id: 'T09' } });
  });

  it('of the own pod is refused by another cluster', async () => {
    const server = await playground();
    const text = (await playground()).account('gateway').token;
    const place = { kind: 'token-file', path: SERVICE_ACCOUNT_TOKEN } as const;
    const { connection, ...own } = examinedPlayground(server, { text, place, id: 'far' });
    // The name of a host elsewhere, which leads here.
    const lookup = new Agent({ lookup: (_host, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]) });
    const far = new URL(server.url.replace('127.0.0.1', 'far.example.com'));
    const cluster = { ...own, connection: { ...connection, server: far, proxyAgent: async () => lookup } };
    expect(await answer({ ...cluster, once: (read) => read(cluster) })).toMatchObject({ outcome: 'fail', cause: { id: 'T28' } });
  });
});

describe('a person', () => {
  const asked = (send: Transport['send'], method: 'certificate' | 'token' = 'token'): ExaminedCluster => {
    const reader = new ScriptedTransport();
    const transport: Transport = { server: reader.server, get: (request) => reader.get(request), send, close: () => {} };
    const { connection, ...cluster } = examinedCluster(transport, { holder: 'person' });
    const credentials = { ...connection.credentials, method, description: 'the client certificate of kubeconfig user jane' };
    return { ...cluster, connection: { ...connection, credentials } };
  };
  const refusing =
    (...[kind, details]: Parameters<typeof kubeError>): Transport['send'] =>
    async () => {
      throw kubeError(kind, details);
    };

  it('is known, by credentials that no gateway has', async () => {
    const server = await playground();
    const { transport, ...rest } = examinedPlayground(server, { text: server.account('admin').token });
    const cluster = { ...rest, transport, token: undefined, holder: 'person' } as const;
    const credentials = { ...rest.connection.credentials, method: 'plugin', description: 'the plugin of jane' } as const;
    const known = { ...cluster, connection: { ...rest.connection, credentials } };
    expect(await answer({ ...known, once: (read) => read(known) })).toEqual({
      outcome: 'pass',
      title: 'The API server knows system:serviceaccount:kube-system:admin',
      evidence: ['It was asked with the plugin of jane, and a gateway has nothing but a token'],
    });
  });

  it.each<readonly [string, Parameters<typeof kubeError>, object]>([
    [
      'is refused',
      ['unauthorized', { status: 401 }],
      { id: 'T30', message: 'https://cluster.test:6443: unauthorized. Have they expired, or are they of another cluster?' },
    ],
    [
      'has nothing to show',
      ['unauthorized', { cause: 'no-credentials' }],
      { id: 'N11', message: 'https://cluster.test:6443: unauthorized' },
    ],
    [
      'is nobody there',
      ['forbidden', { cause: 'anonymous' }],
      { id: 'T22', message: 'https://cluster.test:6443: forbidden. Give a token by --token-file FILE, or a kubeconfig' },
    ],
  ])('%s', async (_, [kind, details], cause) => {
    expect(await answer(asked(refusing(kind, details)))).toEqual({ outcome: 'fail', evidence: [], cause });
  });

  it('may be anybody where nobody answers reviews', async () => {
    expect(await answer(asked(refusing('not-found')))).toEqual({
      outcome: 'unknown',
      evidence: ['https://cluster.test:6443: not-found'],
      cause: { id: 'R16', message: 'The API server, or something before it, does not say who is asking' },
    });
  });

  it('may be anybody where the API server fails', async () => {
    await expect(answer(asked(refusing('server')))).rejects.toThrow('server');
  });
});

import { rootCertificates } from 'node:tls';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ClusterConfig, DiscoveryConfig } from '../../src/apisix/discovery-config/model.ts';
import { releaseOf } from '../../src/apisix/release.ts';
import { UserError } from '../../src/findings/user-error.ts';
import { describeSource } from '../../src/kube/connection.ts';
import type { Connection } from '../../src/kube/connection.ts';
import { findConnections } from '../../src/kube/find-connections.ts';
import type { ConnectionChoice } from '../../src/kube/find-connections.ts';
import { SERVICE_ACCOUNT_TOKEN } from '../../src/kube/in-cluster.ts';
import { surroundingsOf } from '../support/surroundings.ts';

const CA = '-----BEGIN CERTIFICATE-----\n';
const HOME = '/home/jane/.kube/config';
const KUBECONFIG = `current-context: prod
clusters: [{name: c, cluster: {server: "https://10.1.0.5:6443", tls-server-name: kubernetes}}]
contexts: [{name: prod, context: {cluster: c, user: u}}]
users: [{name: u, user: {token: of-kubeconfig}}]
`;
const POD_FILES = { [SERVICE_ACCOUNT_TOKEN]: 'of-pod\n', '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt': 'POD CA' };
const POD_ENV = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };

function cluster(more: Partial<ClusterConfig> = {}): ClusterConfig {
  return {
    id: undefined,
    service: { schema: 'https', host: '10.2.0.5', port: '${PORT}', sslVerify: false },
    client: { kind: 'token', token: 'of-config' },
    namespaceSelector: undefined,
    labelSelector: undefined,
    defaultWeight: 50,
    watchEndpointSlices: false,
    sharedSize: '64m',
    ...more,
  };
}

function gateway(clusters: readonly ClusterConfig[], trustedCertificate?: string): NonNullable<ConnectionChoice['gateway']> {
  const discovery: DiscoveryConfig = { mode: clusters.length > 1 ? 'multi' : 'single', clusters, raw: {} };
  const release = releaseOf('3.18.0');
  return { path: 'config.yaml', discovery, release, ...(trustedCertificate === undefined ? {} : { trustedCertificate }) };
}

const surroundings = surroundingsOf({
  env: { PORT: '6443' },
  files: { [HOME]: KUBECONFIG, '/t': 'of-file\n', '/ca': CA, '/dir': null },
});

/** What a connection says, its credentials asked for. */
async function shapeOf({ id, name, server, source, credentials, trust }: Connection): Promise<unknown> {
  const authentication = await credentials.authenticate();
  return { id, name, server: server.href, source: describeSource(source), headers: authentication.headers, trust };
}

async function find(choice: ConnectionChoice, where = surroundings): Promise<unknown> {
  try {
    return await Promise.all((await findConnections(choice, where)).map(shapeOf));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { message: error.message, hint: error.hint, path: error.place?.path };
  }
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

describe('--server', () => {
  it('comes before the kubeconfig and sends no token of its own accord', async () => {
    expect(await find({ server: 'http://127.0.0.1:8001' })).toEqual([
      {
        id: undefined,
        name: '127.0.0.1:8001',
        server: 'http://127.0.0.1:8001/',
        source: 'the command line',
        headers: {},
        trust: { verify: 'chain-and-name' },
      },
    ]);
  });

  it('takes token, token file and trust from the flags beside it', async () => {
    expect(await find({ server: '10.9.0.1', tokenFile: '/t', certificateAuthority: '/ca' })).toMatchObject([
      { server: 'https://10.9.0.1/', headers: bearer('of-file'), trust: { verify: 'chain-and-name', ca: [CA] } },
    ]);
    expect(await find({ server: 'https://10.9.0.1:6443', token: 'flag', insecureSkipTlsVerify: true })).toMatchObject([
      { headers: bearer('flag'), trust: { verify: 'nothing' } },
    ]);
  });

  it.each<[ConnectionChoice, string]>([
    [{ server: '' }, '--server: "" is not the URL of a server'],
    [{ server: 'https://a b' }, '--server: "https://a b" is not the URL of a server'],
    [{ server: 'ftp://10.9.0.1' }, '--server: "ftp://10.9.0.1" is neither http nor https'],
    [{ server: 'https://jane:hush@10.9.0.1' }, '--server: an API server takes no user name or password in its URL'],
    [{ server: 'ftp://jane:hush@10.9.0.1' }, '--server: it is neither http nor https'],
    [{ server: 'https://10.9.0.1/?a=b' }, '--server: "https://10.9.0.1/?a=b" has more than scheme, host, port and path'],
    [{ server: '10.9.0.1', token: ' ' }, '--token is empty, and the API server would answer 403 as system:anonymous'],
    [{ server: '10.9.0.1', token: 'a', tokenFile: '/t' }, '--token and --token-file exclude each other'],
    [{ server: '10.9.0.1', tokenFile: '/absent' }, 'cannot read the token of --token-file: no such file'],
    [{ server: '10.9.0.1', tokenFile: '/dir' }, 'cannot read the token of --token-file: it is a directory'],
    [{ server: '10.9.0.1', certificateAuthority: '/t' }, 'no certificate in it'],
    [
      { server: '10.9.0.1', certificateAuthority: '/ca', insecureSkipTlsVerify: true },
      '--certificate-authority and --insecure-skip-tls-verify exclude each other',
    ],
  ])('%j is refused in one line', async (choice, message) => {
    expect(await find(choice)).toMatchObject({ message });
  });
});

describe("the gateway's config", () => {
  it('comes before the kubeconfig; its references are resolved and nothing is verified', async () => {
    expect(await find({ gateway: gateway([cluster()]) })).toEqual([
      {
        id: undefined,
        name: '10.2.0.5:6443',
        server: 'https://10.2.0.5:6443/',
        source: "the gateway's config config.yaml",
        headers: bearer('of-config'),
        trust: { verify: 'nothing', servername: '' },
      },
    ]);
  });

  it('gives one connection for each cluster, named by its id', async () => {
    const clusters = [cluster({ id: 'a' }), cluster({ id: 'b', client: { kind: 'token-file', path: '/t' } })];
    expect(await find({ gateway: gateway(clusters) })).toMatchObject([
      { id: 'a', name: 'a', headers: bearer('of-config') },
      { id: 'b', name: 'b', headers: bearer('of-file') },
    ]);
  });

  it.each([
    ['the files named, and no others', '/ca', [CA]],
    ['the roots as well where it says system', 'system, /ca', [CA, ...rootCertificates]],
    ['the roots where it says nothing', undefined, [...rootCertificates]],
  ])('with ssl_verify trusts %s', async (_, trustedCertificate, ca) => {
    const { service } = cluster();
    const verifying = cluster({ service: { ...service, sslVerify: true } });
    expect(await find({ gateway: gateway([verifying], trustedCertificate) })).toMatchObject([
      { trust: { verify: 'chain', servername: '', ca } },
    ]);
  });

  it('without a variable it needs is refused', async () => {
    expect(await find({ gateway: gateway([cluster({ id: 'a' })]) }, surroundingsOf({}))).toEqual({
      message: 'cluster a: not found environment variable PORT',
      hint: 'Set PORT where the gateway starts',
      path: 'config.yaml',
    });
  });

  it('of one cluster may be asked elsewhere and otherwise', async () => {
    const single = gateway([cluster({ id: 'a' })]);
    expect(await find({ gateway: single, server: 'http://127.0.0.1:8001' })).toMatchObject([
      { id: 'a', name: 'a', server: 'http://127.0.0.1:8001/', source: 'the command line', headers: {} },
    ]);
    expect(await find({ gateway: single, token: 'flag', certificateAuthority: '/ca' })).toMatchObject([
      { id: 'a', headers: bearer('flag'), trust: { verify: 'chain', servername: '', ca: [CA] } },
    ]);
  });

  it('of several clusters is not to be combined with flags that speak of one', async () => {
    expect(await find({ gateway: gateway([cluster({ id: 'a' }), cluster({ id: 'b' })]), token: 'flag' })).toEqual({
      message:
        '2 clusters here, while --server, --token, --token-file, --certificate-authority and --insecure-skip-tls-verify speak of one',
      hint: 'leave them out, or give a config with the one cluster',
      path: 'config.yaml',
    });
  });
});

describe('the kubeconfig', () => {
  it('comes before the pod', async () => {
    expect(await find({}, surroundingsOf({ env: POD_ENV, files: { ...POD_FILES, [HOME]: KUBECONFIG } }))).toEqual([
      {
        id: undefined,
        name: 'prod',
        server: 'https://10.1.0.5:6443/',
        source: `kubeconfig ${HOME}, context prod`,
        headers: bearer('of-kubeconfig'),
        trust: { verify: 'chain-and-name', servername: 'kubernetes' },
      },
    ]);
  });

  it('gives way in those parts that flags speak of', async () => {
    expect(await find({ token: 'flag' })).toMatchObject([
      { name: 'prod', headers: bearer('flag'), trust: { verify: 'chain-and-name', servername: 'kubernetes' } },
    ]);
    expect(await find({ certificateAuthority: '/ca' })).toMatchObject([
      { headers: bearer('of-kubeconfig'), trust: { verify: 'chain-and-name', servername: 'kubernetes', ca: [CA] } },
    ]);
    expect(await find({ insecureSkipTlsVerify: true })).toMatchObject([
      { trust: { verify: 'nothing', servername: 'kubernetes' } },
    ]);
  });
});

describe('a pod', () => {
  const pod = surroundingsOf({ env: POD_ENV, files: POD_FILES });

  it('is asked as its service account', async () => {
    expect(await find({}, pod)).toEqual([
      {
        id: undefined,
        name: '[fd00::1]',
        server: 'https://[fd00::1]/',
        source: 'the service account of this pod',
        headers: bearer('of-pod'),
        trust: { verify: 'chain-and-name', ca: ['POD CA'] },
      },
    ]);
  });

  it('is not meant where --context asks for a kubeconfig', async () => {
    expect(await find({ context: 'prod' }, pod)).toMatchObject({ message: `no API server to ask: no kubeconfig at ${HOME}` });
  });

  it('without a token of its own is refused', async () => {
    const { [SERVICE_ACCOUNT_TOKEN]: _, ...files } = POD_FILES;
    expect(await find({}, surroundingsOf({ env: POD_ENV, files }))).toMatchObject({
      message: "cannot read the token of this pod's service account: no such file",
      path: SERVICE_ACCOUNT_TOKEN,
    });
  });
});

it('nothing at all is an error that names the ways', async () => {
  expect(await find({}, surroundingsOf({}))).toEqual({
    message: `no API server to ask: no kubeconfig at ${HOME}`,
    hint: "give --kubeconfig FILE, --config FILE with the gateway's config, or --server URL",
    path: undefined,
  });
});

it('no connection shows its secret when printed', async () => {
  const choices: ConnectionChoice[] = [
    { server: '10.9.0.1', token: 'of-flag' },
    { gateway: gateway([cluster()]) },
    {},
    { tokenFile: '/t' },
  ];
  for (const choice of choices) {
    const [connection] = await findConnections(choice, surroundings);
    await connection?.credentials.authenticate();
    expect(inspect(connection, { depth: 9, showHidden: true })).not.toMatch(/of-(flag|config|kubeconfig|file)/);
  }
});

it('says again by which flags it was chosen', async () => {
  const flagsOf = async (choice: ConnectionChoice): Promise<unknown> =>
    (await findConnections(choice, surroundings)).map(({ flags }) => flags);
  expect(await flagsOf({ kubeconfig: HOME, context: 'prod' })).toEqual([['--kubeconfig', HOME, '--context', 'prod']]);
  expect(await flagsOf({ server: 'http://127.0.0.1:8001' })).toEqual([['--server', 'http://127.0.0.1:8001']]);
});

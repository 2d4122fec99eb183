import { delimiter } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/findings/user-error.ts';
import type { AuthenticationMethod } from '../../src/kube/credentials.ts';
import { connectionFromKubeconfig, contextNames, contextsOfServer, namespaceOfContext } from '../../src/kube/kubeconfig.ts';
import type { KubeconfigChoice } from '../../src/kube/kubeconfig.ts';
import { createAuthority } from '../../src/playground/certificate-authority.ts';
import { issue } from '../support/certificates.ts';
import { surroundingsOf } from '../support/surroundings.ts';

const KUBECONFIG = `apiVersion: v1
kind: Config
current-context: prod
clusters:
- name: prod-cluster
  cluster:
    server: https://10.1.0.5:6443
    certificate-authority: pki/ca.crt
- name: proxy
  cluster: {server: "http://127.0.0.1:8001"}
contexts:
- name: prod
  context: {cluster: prod-cluster, user: jane, namespace: shop}
- name: proxy
  context: {cluster: proxy}
- name: dangling
  context: {cluster: gone, user: jane}
users:
- name: jane
  user: {token: sesame}
`;

const HOME = '/home/jane/.kube/config';
const CA = '/home/jane/.kube/pki/ca.crt';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const CERTIFICATE = { 'client-certificate-data': base64('CERT'), 'client-key': 'pki/ca.crt' };

function connection(text: string, choice: KubeconfigChoice = {}) {
  return connectionFromKubeconfig(choice, surroundingsOf({ files: { [HOME]: text, [CA]: 'CA PEM' } }));
}

/** A kubeconfig with one context whose cluster and user have these fields. */
function kubeconfig({ cluster = {}, user = {} }: { cluster?: object; user?: object }): string {
  return JSON.stringify({
    clusters: [{ name: 'c', cluster: { server: 'https://10.1.0.5:6443', ...cluster } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    users: [{ name: 'u', user }],
    'current-context': 'x',
  });
}

async function userErrorOf(promise: Promise<unknown>): Promise<unknown> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) return error;
  const { message, hint, place } = error;
  return { message, ...(hint === undefined ? {} : { hint }), ...(place === undefined ? {} : { place }) };
}

describe('a kubeconfig', () => {
  it('gives server, trust, credentials and namespace of its current context', async () => {
    const found = await connection(KUBECONFIG);
    expect(found).toMatchObject({
      id: undefined,
      name: 'prod',
      server: new URL('https://10.1.0.5:6443'),
      source: { kind: 'kubeconfig', paths: [HOME], context: 'prod' },
      namespace: 'shop',
      credentials: { description: 'the token of kubeconfig user jane' },
      trust: { verify: 'chain-and-name', ca: ['CA PEM'] },
    });
    expect(await found?.credentials.authenticate()).toEqual({ headers: { Authorization: 'Bearer sesame' } });
  });

  it('may name a plain http server and no user, as for a kubectl proxy', async () => {
    const found = await connection(KUBECONFIG, { context: 'proxy' });
    expect(found?.server.href).toBe('http://127.0.0.1:8001/');
    expect(await found?.credentials.authenticate()).toEqual({ headers: {} });
  });

  it('is absent where no file is', async () => {
    expect(await connectionFromKubeconfig({}, surroundingsOf({}))).toBeUndefined();
  });

  it('may have its CA, tls-server-name and insecure-skip-tls-verify in the cluster', async () => {
    const cluster = {
      'certificate-authority-data': base64('DATA PEM'),
      'tls-server-name': 'kubernetes',
      'insecure-skip-tls-verify': true,
    };
    expect((await connection(kubeconfig({ cluster })))?.trust).toEqual({
      verify: 'nothing',
      ca: ['DATA PEM'],
      servername: 'kubernetes',
    });
  });

  it('shows no secret when its connection is printed', async () => {
    const { cert, key } = await issue(await createAuthority('any'));
    const user = { token: 'sesame', 'client-certificate-data': base64(cert), 'client-key-data': base64(key) };
    const cluster = { 'proxy-url': 'http://jane:hush@10.0.0.1:3128' };
    const printed = inspect(await connection(kubeconfig({ user, cluster })), { depth: 9, showHidden: true });
    expect(printed).not.toMatch(/sesame|PRIVATE KEY|hush/);
  });
});

describe('a user', () => {
  it.each([
    ['token', { token: 'sesame\n' }, { headers: { Authorization: 'Bearer sesame' } }],
    ['username', { username: 'jane', password: 'hush' }, { headers: { Authorization: `Basic ${base64('jane:hush')}` } }],
    ['tokenFile before token', { tokenFile: 'pki/ca.crt', token: 'sesame' }, { headers: { Authorization: 'Bearer CA PEM' } }],
    ['a client certificate', CERTIFICATE, { headers: {}, cert: 'CERT', key: 'CA PEM' }],
    [
      'impersonation',
      { token: 'sesame', as: 'joe', 'as-uid': '7', 'as-groups': ['a', 'b'] },
      {
        headers: {
          Authorization: 'Bearer sesame',
          'Impersonate-User': 'joe',
          'Impersonate-Uid': '7',
          'Impersonate-Group': ['a', 'b'],
        },
      },
    ],
    ['nothing', {}, { headers: {} }],
  ])('may ask with %s', async (_, user, authentication) => {
    expect(await (await connection(kubeconfig({ user })))?.credentials.authenticate()).toEqual(authentication);
  });

  it.each<[AuthenticationMethod, object]>([
    ['token', { token: 'sesame', as: 'joe' }],
    ['token', { tokenFile: 'pki/ca.crt', username: 'jane', password: 'hush' }],
    ['token', { token: 'sesame', ...CERTIFICATE }],
    ['certificate', { ...CERTIFICATE, as: 'joe' }],
    ['password', { username: 'jane', password: 'hush' }],
    ['plugin', { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'login' } }],
    ['plugin', { 'auth-provider': { name: 'oidc' } }],
    ['none', {}],
  ])('has the method %s: %j', async (method, user) => {
    expect((await connection(kubeconfig({ user })))?.credentials.method).toBe(method);
  });

  it('with an empty token is refused before anything is sent', async () => {
    const found = await connection(kubeconfig({ user: { token: '' } }));
    await expect(found?.credentials.authenticate()).rejects.toMatchObject({
      details: { kind: 'unauthorized', cause: 'empty-token' },
      message:
        'https://10.1.0.5:6443 was not asked: the token of kubeconfig user u is empty, and the API server would answer 403 as system:anonymous',
    });
  });
});

describe('several files of KUBECONFIG', () => {
  const one = kubeconfig({ user: { token: 'first' } });
  const two = `current-context: y
contexts: [{name: y, context: {cluster: c, user: u}}, {name: x, context: {cluster: other}}]
users: [{name: u, user: {token: second}}]
`;
  const env = { KUBECONFIG: ['/absent', '/one', '', '/two'].join(delimiter) };
  const surroundings = surroundingsOf({ env, files: { '/one': one, '/two': two, [HOME]: KUBECONFIG } });

  it('are merged, the first to name something deciding, and those absent passed over', async () => {
    const found = await connectionFromKubeconfig({ context: 'y' }, surroundings);
    expect(found?.source).toEqual({ kind: 'kubeconfig', paths: ['/one', '/two'], context: 'y' });
    expect(await found?.credentials.authenticate()).toEqual({ headers: { Authorization: 'Bearer first' } });
    expect((await connectionFromKubeconfig({}, surroundings))?.name).toBe('x');
  });

  it('are all named where none has the context', async () => {
    expect(await userErrorOf(connectionFromKubeconfig({ context: 'z' }, surroundings))).toEqual({
      message: 'no context "z" in /one, /two',
      hint: '--context takes one of: x, y',
    });
  });

  it('give way to --kubeconfig', async () => {
    expect(
      (await connectionFromKubeconfig({ kubeconfig: HOME }, surroundingsOf({ env, files: { [HOME]: KUBECONFIG, [CA]: 'PEM' } })))
        ?.name,
    ).toBe('prod');
  });

  it('count as no kubeconfig where all are absent', async () => {
    expect(await connectionFromKubeconfig({}, surroundingsOf({ env, files: { [HOME]: KUBECONFIG } }))).toBeUndefined();
  });
});

describe('a faulty kubeconfig', () => {
  it.each<[string, string, KubeconfigChoice, unknown]>([
    [
      'has malformed YAML',
      'users:\n- name: u\n  user: {token: "sesame\n',
      {},
      { message: 'not valid YAML: Missing closing "quote', place: { path: HOME, line: 4, column: 1 } },
    ],
    [
      'has aliases that fill the memory',
      `x: &a [${'1, '.repeat(100)}]\ny: &b [${'*a, '.repeat(100)}]\nusers:\n- {name: u, user: [${'*b, '.repeat(100)}]}\n`,
      {},
      { message: 'not a kubeconfig: it has aliases without end', place: { path: HOME, line: 4, column: 3 } },
    ],
    [
      'is a list',
      '- a\n',
      {},
      { message: 'not a kubeconfig: it has no keys at the top', place: { path: HOME, line: 1, column: 1 } },
    ],
    ['is empty', '', {}, { message: 'not a kubeconfig: it has no keys at the top', place: { path: HOME, line: 1, column: 1 } }],
    [
      'has no list of users',
      'users: {}\n',
      {},
      { message: 'not a kubeconfig: users must be a list', place: { path: HOME, line: 1, column: 8 } },
    ],
    [
      'has an entry without a name',
      'users:\n- user: {}\n',
      {},
      { message: 'not a kubeconfig: an entry of users has no name', place: { path: HOME, line: 2, column: 3 } },
    ],
    [
      'has no current-context',
      KUBECONFIG.replace('current-context: prod\n', ''),
      {},
      {
        message: 'no current-context',
        hint: '--context takes one of: dangling, prod, proxy',
        place: { path: HOME },
      },
    ],
    [
      'has no contexts',
      'kind: Config\n',
      {},
      { message: 'no current-context', hint: 'the kubeconfig has no contexts at all', place: { path: HOME } },
    ],
    [
      'lacks the context asked for',
      KUBECONFIG,
      { context: 'prd' },
      {
        message: 'no context "prd"',
        hint: '--context takes one of: dangling, prod, proxy',
        place: { path: HOME },
      },
    ],
    [
      'lacks the cluster of the context',
      KUBECONFIG,
      { context: 'dangling' },
      { message: 'context dangling names cluster gone, which is not there', place: { path: HOME, line: 16, column: 3 } },
    ],
    [
      'names a CA file that is not there',
      KUBECONFIG.replace('ca.crt', 'no.crt'),
      {},
      {
        message: 'cannot read the certificate-authority of cluster prod-cluster: no such file',
        place: { path: '/home/jane/.kube/pki/no.crt' },
      },
    ],
    [
      'names a token file that is a directory',
      kubeconfig({ user: { tokenFile: '/etc' } }),
      {},
      { message: 'cannot read the tokenFile of user u: it is a directory', place: { path: '/etc' } },
    ],
    [
      'has a server of another scheme',
      KUBECONFIG.replace('"http:', '"ftp:'),
      { context: 'proxy' },
      {
        message: 'server of cluster proxy: "ftp://127.0.0.1:8001" is neither http nor https',
        hint: 'write https://host:port, or http://127.0.0.1:8001 for a kubectl proxy',
        place: { path: HOME, line: 9, column: 3 },
      },
    ],
    [
      'has a proxy of another scheme',
      kubeconfig({ cluster: { 'proxy-url': 'ftp://10.0.0.1' } }),
      {},
      { message: 'cluster c: proxy-url must begin http://, https:// or socks5://', place: { path: HOME, line: 1, column: 14 } },
    ],
    [
      'has half a client certificate',
      kubeconfig({ user: { 'client-key-data': base64('KEY') } }),
      {},
      { message: 'user u has a client-key without a client-certificate', place: { path: HOME, line: 1, column: 145 } },
    ],
    [
      'has a token that is a number',
      kubeconfig({ user: { token: 7 } }),
      {},
      { message: 'user u: token must be a string', place: { path: HOME, line: 1, column: 145 } },
    ],
  ])('that %s is one line with its place', async (_, text, choice, error) => {
    const surroundings = surroundingsOf({ files: { [HOME]: text, [CA]: 'PEM', '/etc': null } });
    expect(await userErrorOf(connectionFromKubeconfig(choice, surroundings))).toEqual(error);
  });

  it('that --kubeconfig names but is not there, or is a directory, is an error', async () => {
    const surroundings = surroundingsOf({ files: { '/etc': null, [HOME]: KUBECONFIG } });
    expect(await userErrorOf(connectionFromKubeconfig({ kubeconfig: '/absent' }, surroundings))).toEqual({
      message: 'cannot read the kubeconfig: no such file',
      place: { path: '/absent' },
    });
    expect(await userErrorOf(connectionFromKubeconfig({ kubeconfig: '/etc' }, surroundings))).toEqual({
      message: 'cannot read the kubeconfig: it is a directory',
      place: { path: '/etc' },
    });
  });
});

describe('without credentials', () => {
  const at = (files: Readonly<Record<string, string>>) => surroundingsOf({ files });
  const unusable = kubeconfig({ user: { 'client-certificate': 'absent' } });

  it.each([
    ['of the current context', KUBECONFIG, {}, 'shop'],
    ['of the context that is chosen', KUBECONFIG, { context: 'proxy' }, undefined],
    ['of a context whose cluster is not there', KUBECONFIG, { context: 'dangling' }, undefined],
    ['of a user who cannot be', unusable, {}, undefined],
    ['of no context at all', 'apiVersion: v1\n', {}, undefined],
  ])('the namespace %s is known', async (_, text, choice, namespace) => {
    expect(await namespaceOfContext(choice, at({ [HOME]: text }))).toBe(namespace);
  });

  it('no kubeconfig has no namespace and no contexts; a context that is not there is an error', async () => {
    expect(await namespaceOfContext({}, at({}))).toBeUndefined();
    expect(await contextNames({}, at({}))).toEqual([]);
    expect(await userErrorOf(namespaceOfContext({ context: 'gone' }, at({ [HOME]: KUBECONFIG })))).toMatchObject({
      message: 'no context "gone"',
    });
  });

  it.each(['../nodes', 'Shop', 'a.b', '"shop\\n"'])(
    'the namespace %s, which no path can hold, is an error',
    async (namespace) => {
      const text = KUBECONFIG.replace('namespace: shop', `namespace: ${namespace}`);
      for (const finding of [namespaceOfContext({}, at({ [HOME]: text })), connectionFromKubeconfig({}, at({ [HOME]: text }))]) {
        expect(await userErrorOf(finding)).toMatchObject({
          message: expect.stringMatching(/^context prod: namespace ".*" is no name in Kubernetes$/),
          place: { path: HOME },
        });
      }
    },
  );

  it('contexts are named in their order', async () => {
    expect(await contextNames({}, at({ [HOME]: KUBECONFIG }))).toEqual(['prod', 'proxy', 'dangling']);
  });
});

describe('the contexts that lead to a server', () => {
  const url = new URL('https://10.1.0.5:6443');
  const others = 'contexts:\n- name: audit\n  context: {cluster: prod-cluster}\n';
  const found = (text: string, server = url) => contextsOfServer(server, {}, surroundingsOf({ files: { [HOME]: text } }));

  it('begin with the current one', async () => {
    expect(await found(KUBECONFIG.replace('contexts:\n', others))).toEqual(['prod', 'audit']);
  });

  it('are none where no cluster is at that address, or there is no kubeconfig', async () => {
    expect(await found(KUBECONFIG, new URL('https://10.1.0.5'))).toEqual([]);
    expect(await contextsOfServer(url, {}, surroundingsOf({ files: {} }))).toEqual([]);
  });
});

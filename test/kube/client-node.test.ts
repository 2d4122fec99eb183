import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/kube/connection.ts';
import { findConnections } from '../../src/kube/find-connections.ts';
import { createTransport } from '../../src/kube/http-transport.ts';
import { createAuthority } from '../../src/playground/certificate-authority.ts';
import { issue } from '../support/certificates.ts';
import { listen } from '../support/listen.ts';

const server = 'https://10.1.0.5:6443';
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'k8s-disco-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** The connection of a kubeconfig whose one cluster and user have these fields. */
async function connect({ user = {}, cluster = {} }: { user?: object; cluster?: object }): Promise<Connection> {
  const kubeconfig = join(directory, 'config');
  const entries = {
    clusters: [{ name: 'c', cluster: { server, ...cluster } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    users: [{ name: 'u', user }],
    'current-context': 'x',
  };
  await writeFile(kubeconfig, JSON.stringify(entries));
  const [connection] = await findConnections(
    { kubeconfig },
    { env: {}, homeDir: '/', readFile: (path) => readFile(path, 'utf8') },
  );
  if (connection === undefined) throw new Error('a kubeconfig gives one connection');
  return connection;
}

/** A user whose exec plugin is this JavaScript. */
async function plugin(script: string, more: object = {}): Promise<object> {
  const path = join(directory, 'plugin.cjs');
  await writeFile(path, script);
  return { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: [path], ...more } };
}

const answer = (credential: string) => `console.log(JSON.stringify({ kind: 'ExecCredential', status: ${credential} }))`;

async function refusalOf({ credentials }: Connection): Promise<unknown> {
  const error: unknown = await credentials.authenticate().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ details: { kind: 'unauthorized', cause: 'no-credentials', server } });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('sesame');
  return error instanceof Error ? error.message : error;
}

describe('an exec plugin', () => {
  it('gives the token, asked once for many requests', async () => {
    const count = join(directory, 'count');
    const script = `require('node:fs').appendFileSync(${JSON.stringify(count)}, 'x');${answer("{ token: 'sesame' }")}`;
    const { credentials } = await connect({ user: await plugin(script) });
    expect(credentials.description).toBe('the credentials of kubeconfig user u');
    const authentications = [
      await credentials.authenticate(),
      ...(await Promise.all([credentials.authenticate(), credentials.authenticate()])),
    ];
    expect(authentications).toEqual(Array(3).fill({ headers: { Authorization: 'Bearer sesame' } }));
    expect(await readFile(count, 'utf8')).toBe('x');
  });

  it('may give a client certificate', async () => {
    const { credentials } = await connect({
      user: await plugin(answer("{ clientCertificateData: 'CERT', clientKeyData: 'KEY' }")),
    });
    expect(await credentials.authenticate()).toEqual({ headers: {}, cert: 'CERT', key: 'KEY' });
  });

  it('is told its version, its own variables and, where it asks, the cluster', async () => {
    const script = answer('{ token: Buffer.from(process.env.KUBERNETES_EXEC_INFO + process.env.MORE).toString("base64url") }');
    const user = await plugin(script, { env: [{ name: 'MORE', value: '!' }], provideClusterInfo: true });
    const extensions = [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'a' } }];
    const { headers } = await (
      await connect({ user, cluster: { extensions, 'tls-server-name': 'k' } })
    ).credentials.authenticate();
    expect(Buffer.from(String(headers['Authorization']).slice('Bearer '.length), 'base64url').toString()).toBe(
      `${JSON.stringify({
        apiVersion: 'client.authentication.k8s.io/v1',
        kind: 'ExecCredential',
        spec: { interactive: false, cluster: { server, 'tls-server-name': 'k', config: { audience: 'a' } } },
      })}!`,
    );
  });

  it('counts from the directory of the kubeconfig where its command is a path', async () => {
    await writeFile(join(directory, 'login.sh'), `#!/bin/sh\necho '{"status":{"token":"sesame"}}'\n`, { mode: 0o700 });
    const { credentials } = await connect({
      user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: './login.sh' } },
    });
    expect(await credentials.authenticate()).toEqual({ headers: { Authorization: 'Bearer sesame' } });
  });

  const refused = `${server} was not asked, for want of credentials from kubeconfig user u:`;

  it.each([
    ['fails', 'console.error("login\\nexpired");process.exit(1)', `${process.execPath} failed: login expired`],
    ['fails without a word', 'process.exit(3)', `${process.execPath} failed`],
    ['prints no JSON', 'console.log("sesame")', `${process.execPath} printed no ExecCredential`],
    ['prints other JSON', 'console.log(JSON.stringify({ token: "sesame" }))', `${process.execPath} printed no ExecCredential`],
    ['gives nothing', answer('{}'), 'it gave none'],
  ])('that %s is one line without what it printed', async (_, script, reason) => {
    expect(await refusalOf(await connect({ user: await plugin(script) }))).toBe(`${refused} ${reason}`);
  });

  it('that is not installed gives its hint', async () => {
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: 'no-such-login',
      installHint: 'get it\nfrom example.com',
    };
    expect(await refusalOf(await connect({ user: { exec } }))).toBe(
      `${refused} no-such-login is not installed: get it from example.com`,
    );
  });

  it('that failed is asked again by the next request', async () => {
    const flag = join(directory, 'logged-in');
    const script = `if (!require('node:fs').existsSync(${JSON.stringify(flag)})) process.exit(1);${answer("{ token: 'sesame' }")}`;
    const connection = await connect({ user: await plugin(script) });
    await refusalOf(connection);
    await writeFile(flag, '');
    expect(await connection.credentials.authenticate()).toEqual({ headers: { Authorization: 'Bearer sesame' } });
  });
});

describe('an auth-provider', () => {
  const token = (expires: number) =>
    ['{"alg":"none"}', JSON.stringify({ exp: expires }), ''].map((part) => Buffer.from(part).toString('base64url')).join('.');

  it('of OIDC gives its ID token while that is valid', async () => {
    const idToken = token(Date.now() / 1000 + 3600);
    const user = { 'auth-provider': { name: 'oidc', config: { 'id-token': idToken } } };
    expect(await (await connect({ user })).credentials.authenticate()).toEqual({
      headers: { Authorization: `Bearer ${idToken}` },
    });
  });

  it('of OIDC without a way to refresh an expired token gives none', async () => {
    const user = { 'auth-provider': { name: 'oidc', config: { 'id-token': token(1) } } };
    expect(await refusalOf(await connect({ user }))).toContain('it gave none');
  });

  it('of another name gives none', async () => {
    expect(await refusalOf(await connect({ user: { 'auth-provider': { name: 'other' } } }))).toContain('it gave none');
  });
});

describe('a proxy-url', () => {
  it('is gone through, with the trust and the certificate of the kubeconfig', async () => {
    const authority = await createAuthority('test CA');
    const seen: unknown[] = [];
    const api = https.createServer(
      { ...(await issue(authority)), ca: authority.caPem, requestCert: true, rejectUnauthorized: true },
      (_, response) => {
        response.setHeader('Content-Type', 'application/json').end('{}');
      },
    );
    const apiPort = await listen(api);
    const proxy = http.createServer().on('connect', (request, socket) => {
      seen.push([request.url, request.headers['proxy-authorization']]);
      const upstream = net.connect(apiPort, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    const proxyPort = await listen(proxy);

    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const { cert, key } = await issue(authority, { names: ['jane'] });
    const connection = await connect({
      cluster: {
        server: `https://127.0.0.1:${apiPort}`,
        'proxy-url': `http://jane:hush@127.0.0.1:${proxyPort}`,
        'certificate-authority-data': base64(authority.caPem),
      },
      user: { 'client-certificate-data': base64(cert), 'client-key-data': base64(key) },
    });
    const transport = createTransport(connection);
    const request = { path: '/version', signal: new AbortController().signal, idleTimeoutMs: 5000 };
    for await (const chunk of (await transport.get(request)).body) expect(Buffer.from(chunk).toString()).toBe('{}');
    expect(seen).toEqual([[`127.0.0.1:${apiPort}`, `Basic ${base64('jane:hush')}`]]);
    transport.close();
  });

  it('that refuses is unreachable', async () => {
    const proxyPort = await listen(
      http.createServer().on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')),
    );
    const transport = createTransport(await connect({ cluster: { 'proxy-url': `http://127.0.0.1:${proxyPort}` } }));
    await expect(transport.get({ path: '/', signal: new AbortController().signal, idleTimeoutMs: 5000 })).rejects.toMatchObject({
      details: { kind: 'unreachable' },
      message: `${server} cannot be reached: Bad response: 403`,
    });
  });
});

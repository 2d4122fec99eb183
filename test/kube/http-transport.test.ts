import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { RequestListener } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Connection, TlsTrust } from '../../src/kube/connection.ts';
import { NO_CREDENTIALS, tokenCredentials } from '../../src/kube/credentials.ts';
import type { Credentials } from '../../src/kube/credentials.ts';
import { createTransport } from '../../src/kube/http-transport.ts';
import { KubeError } from '../../src/kube/kube-error.ts';
import type { ApiRequest, ApiSubmission } from '../../src/kube/transport.ts';
import { createAuthority } from '../../src/playground/certificate-authority.ts';
import type { Authority, KeyPair } from '../../src/playground/certificate-authority.ts';
import { issue } from '../support/certificates.ts';
import type { Wanted } from '../support/certificates.ts';
import { listen } from '../support/listen.ts';

const authority = await createAuthority('test CA');
const stranger = await createAuthority('stranger');
const namesake = await createAuthority('test CA');
const TRUST: TlsTrust = { verify: 'chain-and-name', ca: [authority.caPem] };

function connect(server: string, options: { trust?: TlsTrust; credentials?: Credentials } = {}): Connection {
  const url = new URL(server);
  return {
    id: undefined,
    name: url.host,
    server: url,
    source: { kind: 'flags' },
    credentials: options.credentials ?? NO_CREDENTIALS,
    trust: options.trust ?? TRUST,
  };
}

function request(more: Partial<ApiRequest> = {}): ApiRequest {
  return { path: '/api/v1/endpoints', signal: new AbortController().signal, idleTimeoutMs: 5000, ...more };
}

/** The error of one GET whose body is read to the end. */
async function failureOf(connection: Connection, more: Partial<ApiRequest> = {}): Promise<unknown> {
  const transport = createTransport(connection);
  try {
    const { body } = await transport.get(request(more));
    for await (const _ of body);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    transport.close();
  }
}

/** Kind and cause of a KubeError, beside its message. */
function shapeOf(error: unknown): unknown {
  if (!(error instanceof KubeError)) return error;
  const { kind, cause, status } = error.details;
  return { kind, ...(cause === undefined ? {} : { cause }), ...(status === undefined ? {} : { status }), message: error.message };
}

const containing = (text: string): unknown => expect.stringContaining(text);

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(http.createServer(listener))}`;
}

async function serveTls(identity: KeyPair, listener: RequestListener = json('{}')): Promise<string> {
  return `https://127.0.0.1:${await listen(https.createServer(identity, listener))}`;
}

/** A server that says these bytes to whatever arrives, and then hangs up where `end` is set. */
async function say(bytes: string, { end = true } = {}): Promise<string> {
  const server = net.createServer((socket) => {
    socket.once('data', () => (end ? socket.end(bytes, 'latin1') : socket.write(bytes, 'latin1')));
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

function json(body: string, status = 200, headers: http.OutgoingHttpHeaders = {}): RequestListener {
  return (_, response) => response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
}

const status = (code: number, message: string) =>
  JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code });

describe('a request', () => {
  it('carries path, query and token, and asks for no compression', async () => {
    const seen: unknown[] = [];
    const server = await serve((incoming, response) => {
      const { host: _, ...headers } = incoming.headers;
      seen.push([incoming.method, incoming.url, headers]);
      json('{"items":[]}')(incoming, response);
    });
    const credentials = tokenCredentials({ token: 'sesame', origin: '--token', server });
    const transport = createTransport(connect(`${server}/k8s/clusters/c-1/`, { credentials }));
    const query = { limit: 120, labelSelector: 'env in (prod),a=b', continue: undefined };
    const response = await transport.get(request({ query }));
    expect(await textOf(response.body)).toBe('{"items":[]}');
    expect(seen).toEqual([
      [
        'GET',
        '/k8s/clusters/c-1/api/v1/endpoints?limit=120&labelSelector=env+in+%28prod%29%2Ca%3Db',
        { accept: 'application/json', 'user-agent': 'k8s-disco', authorization: 'Bearer sesame', connection: 'keep-alive' },
      ],
    ]);
    transport.close();
  });

  it('sends a body as JSON under the content type asked for', async () => {
    const seen: unknown[] = [];
    const server = await serve((incoming, response) => {
      const { 'content-type': type, 'content-length': length } = incoming.headers;
      incoming.setEncoding('utf8').on('data', (body) => seen.push([incoming.method, incoming.url, type, length, body]));
      incoming.on('end', () => json('{"ok":true}', 201)(incoming, response));
    });
    const transport = createTransport(connect(server));
    const send = async (more: Partial<ApiSubmission>) => {
      const response = await transport.send({ ...request({ path: '/x', query: { force: 'true' } }), method: 'PATCH', ...more });
      return [response.status, await textOf(response.body)];
    };
    expect(await send({ body: { name: 'ä' }, contentType: 'application/apply-patch+yaml' })).toEqual([201, '{"ok":true}']);
    await send({ method: 'POST', body: [] });
    expect(seen).toEqual([
      ['PATCH', '/x?force=true', 'application/apply-patch+yaml', '13', '{"name":"ä"}'],
      ['POST', '/x?force=true', 'application/json', '2', '[]'],
    ]);
    transport.close();
  });

  it('sends no body where there is none', async () => {
    const seen: unknown[] = [];
    const server = await serve((incoming, response) => {
      seen.push([incoming.method, incoming.headers['content-type']]);
      json('{}')(incoming, response);
    });
    const transport = createTransport(connect(server));
    await textOf((await transport.send({ ...request(), method: 'DELETE' })).body);
    expect(seen).toEqual([['DELETE', undefined]]);
    transport.close();
  });

  it('masks the secrets of a body where a refusal quotes them', async () => {
    const server = await serve((incoming, response) => {
      incoming
        .setEncoding('utf8')
        .on('data', (body: string) => json(`{"message":"bad: ${JSON.parse(body)}"}`, 422)(incoming, response));
    });
    const credentials = tokenCredentials({ token: 'sesame', origin: '--token', server });
    const transport = createTransport(connect(server, { credentials }));
    const sent = transport.send({ ...request(), method: 'POST', body: 'sesame and simsim', secrets: ['simsim', ''] });
    await expect(sent).rejects.toThrow(`${server} rejects POST /api/v1/endpoints (422): bad: [secret] and [secret]`);
    transport.close();
  });

  it('gives the warnings of the answer', async () => {
    const server = await serve(
      json('{}', 200, { Warning: ['299 - "v1 Endpoints is deprecated in v1.33+"', '299 - "and \\"more\\""'] }),
    );
    const response = await createTransport(connect(server)).get(request());
    expect(response.warnings).toEqual(['v1 Endpoints is deprecated in v1.33+', 'and "more"']);
    await textOf(response.body);
  });

  it('goes over the connection of the one before', async () => {
    const ports = new Set<number | undefined>();
    const server = await serve((incoming, response) => {
      ports.add(incoming.socket.remotePort);
      json('{}')(incoming, response);
    });
    const transport = createTransport(connect(server));
    for (let page = 0; page < 3; page++) await textOf((await transport.get(request())).body);
    expect(ports.size).toBe(1);
    transport.close();
    transport.close();
  });

  it('goes out again when the server had closed the kept connection', async () => {
    let requests = 0;
    const server = await serve((incoming, response) => {
      requests++;
      // The second request of a connection finds it closed.
      if (requests === 2) incoming.socket.resetAndDestroy();
      else json('{}')(incoming, response);
    });
    const transport = createTransport(connect(server));
    await textOf((await transport.get(request())).body);
    expect(await textOf((await transport.get(request())).body)).toBe('{}');
    expect(requests).toBe(3);
    transport.close();
  });

  it('sends no server name where the gateway sends none, and compares none', async () => {
    const names: unknown[] = [];
    const server = https.createServer(await issue(authority, { names: ['other.example'] }), json('{}'));
    server.on('secureConnection', (socket) => names.push(socket.servername));
    const url = `https://localhost:${await listen(server)}`;
    const transport = createTransport(connect(url, { trust: { verify: 'chain', ca: [authority.caPem], servername: '' } }));
    await textOf((await transport.get(request())).body);
    expect(names).toEqual([false]);
    transport.close();
  });

  it('shows a client certificate', async () => {
    const server = https.createServer({ ...(await issue(authority)), ca: authority.caPem, requestCert: true }, json('{}'));
    const url = `https://127.0.0.1:${await listen(server)}`;
    const client = await issue(authority, { names: ['someone'] });
    const credentials: Credentials = {
      description: 'a certificate',
      method: 'certificate',
      authenticate: async () => ({ headers: {}, ...client }),
    };
    expect(await failureOf(connect(url, { credentials }))).toBeUndefined();
  });
});

describe('no connection', () => {
  it('is unreachable/dns for a name that does not exist', async () => {
    const error = await failureOf(connect('https://no-such-host.invalid:6443'));
    expect(shapeOf(error)).toMatchObject({ kind: 'unreachable', cause: 'dns' });
  });

  it('is unreachable/refused where nothing listens', async () => {
    const port = await new Promise<number>((resolve) => {
      const server = net.createServer().listen(0, '127.0.0.1', () => {
        const { port: free } = server.address() as net.AddressInfo; // a TCP server that listens has one
        server.close(() => resolve(free));
      });
    });
    expect(shapeOf(await failureOf(connect(`http://127.0.0.1:${port}`)))).toEqual({
      kind: 'unreachable',
      cause: 'refused',
      message: `http://127.0.0.1:${port} cannot be reached: connection refused`,
    });
  });

  it('is unreachable/reset where the server hangs up before an answer', async () => {
    const server = await serve((incoming) => incoming.socket.destroy());
    expect(shapeOf(await failureOf(connect(server)))).toEqual({
      kind: 'unreachable',
      cause: 'reset',
      message: `${server} cannot be reached: the connection was closed`,
    });
  });

  it('is unreachable/timeout where the server stays silent', async () => {
    const server = await serve(() => {});
    expect(shapeOf(await failureOf(connect(server), { idleTimeoutMs: 40 }))).toEqual({
      kind: 'unreachable',
      cause: 'timeout',
      message: `${server} cannot be reached: 0.04 s of silence`,
    });
  });
});

describe('a refused certificate', () => {
  it.each<[string, Authority, Wanted, string]>([
    ['unknown-ca', stranger, {}, 'its certificate is signed by a CA that is not trusted here'],
    ['unknown-ca', namesake, {}, 'its certificate is signed by a CA that is not trusted here'],
    ['name-mismatch', authority, { names: ['other.example'] }, 'its certificate is for other names'],
    ['expired', authority, { validHours: [-2, -1] }, 'its certificate has expired'],
    ['not-yet-valid', authority, { validHours: [1, 2] }, 'its certificate is not valid yet'],
  ])('is tls/%s', async (cause, issuer, wanted, words) => {
    const server = await serveTls(await issue(issuer, wanted));
    const error = await failureOf(connect(server));
    expect(shapeOf(error)).toMatchObject({ kind: 'tls', cause });
    expect((error as KubeError).message).toContain(`${server} fails the TLS handshake: ${words} (`);
  });

  it('is tls/unknown-ca where its signature is not that of the trusted CA', async () => {
    const { cert, key } = await issue(authority);
    const { raw } = new X509Certificate(cert);
    // A certificate ends with its signature.
    raw.writeUInt8(raw.readUInt8(raw.length - 1) ^ 1, raw.length - 1);
    const server = await serveTls({ cert: new X509Certificate(raw).toString(), key });
    expect(shapeOf(await failureOf(connect(server)))).toMatchObject({
      kind: 'tls',
      cause: 'unknown-ca',
      message: containing('its certificate is not signed by the CA that is trusted here ('),
    });
  });

  it('is let through where nothing is verified', async () => {
    const server = await serveTls(await issue(stranger, { names: ['other.example'], validHours: [-2, -1] }));
    expect(await failureOf(connect(server, { trust: { verify: 'nothing' } }))).toBeUndefined();
  });

  it('is tls/handshake where the server wants a client certificate', async () => {
    const server = https.createServer(
      { ...(await issue(authority)), ca: authority.caPem, requestCert: true, rejectUnauthorized: true },
      json('{}'),
    );
    const error = await failureOf(connect(`https://127.0.0.1:${await listen(server)}`));
    expect(shapeOf(error)).toMatchObject({
      kind: 'tls',
      cause: 'handshake',
      message: containing('certificate required'),
    });
  });
});

it('a client certificate that cannot be read is tls/handshake', async () => {
  const credentials: Credentials = {
    description: 'a certificate',
    method: 'certificate',
    authenticate: async () => ({ headers: {}, cert: 'CERT', key: 'KEY' }),
  };
  const error = await failureOf(connect(await serveTls(await issue(authority)), { credentials }));
  expect(shapeOf(error)).toMatchObject({ kind: 'tls', cause: 'handshake', message: containing('no start line') });
});

describe('a mistaken scheme', () => {
  it('is protocol/http-on-tls-port where the API server says so', async () => {
    const server = await say('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n');
    expect(shapeOf(await failureOf(connect(server)))).toEqual({
      kind: 'protocol',
      cause: 'http-on-tls-port',
      status: 400,
      message: `${server} is a TLS port, so use https: Client sent an HTTP request to an HTTPS server.`,
    });
  });

  it('is protocol/http-on-tls-port where the answer is a TLS alert', async () => {
    const server = await say('\x15\x03\x01\x00\x02\x02\x46');
    expect(shapeOf(await failureOf(connect(server)))).toMatchObject({ kind: 'protocol', cause: 'http-on-tls-port' });
  });

  it('is tls/tls-on-http-port where the answer to TLS is HTTP', async () => {
    const server = (await say('HTTP/1.1 400 Bad Request\r\n\r\n')).replace('http:', 'https:');
    expect(shapeOf(await failureOf(connect(server)))).toEqual({
      kind: 'tls',
      cause: 'tls-on-http-port',
      message: `${server} fails the TLS handshake: the port does not speak TLS, so use http (wrong version number)`,
    });
  });
});

describe('an answer that no API server gives', () => {
  it('is protocol/html for a portal that answers 200', async () => {
    const page = '<!DOCTYPE html>\n<title>Log\u001b[31m in</title>';
    const server = await serve((_, response) =>
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page),
    );
    expect(shapeOf(await failureOf(connect(server)))).toEqual({
      kind: 'protocol',
      cause: 'html',
      status: 200,
      message: `${server} answers a web page where JSON is due, so it is no API server: <!DOCTYPE html> <title>Log\\u{1b}[31m in</title>`,
    });
  });

  it('is protocol/not-json for another type', async () => {
    const server = await serve((_, response) => response.writeHead(200, { 'Content-Type': 'text/plain' }).end('hello'));
    expect(shapeOf(await failureOf(connect(server)))).toEqual({
      kind: 'protocol',
      cause: 'not-json',
      status: 200,
      message: `${server} answers text/plain where JSON is due, so it is no API server: hello`,
    });
  });

  it('is protocol/redirect, naming the host alone', async () => {
    const server = await serve((_, response) =>
      response.writeHead(302, { Location: 'https://login.example:8443/?state=secret' }).end(),
    );
    expect(shapeOf(await failureOf(connect(server)))).toEqual({
      kind: 'protocol',
      cause: 'redirect',
      status: 302,
      message: `${server} answers 302, redirecting to login.example:8443, so it is no API server`,
    });
  });

  it('is protocol/not-http for other bytes', async () => {
    const server = await say('SSH-2.0-OpenSSH_9.6\r\n');
    expect(shapeOf(await failureOf(connect(server)))).toEqual({
      kind: 'protocol',
      cause: 'not-http',
      message: `${server} does not speak HTTP: SSH-2.0-OpenSSH_9.6`,
    });
  });

  it('is read no further than 64 KiB', async () => {
    let hungUp = false;
    const server = await serve((_, response) => {
      response.writeHead(500, { 'Content-Type': 'text/plain' });
      response.on('close', () => (hungUp = true));
      response.write('x'.repeat(100_000));
    });
    const error = await failureOf(connect(server));
    expect(shapeOf(error)).toMatchObject({
      kind: 'server',
      status: 500,
      message: `${server} failed at GET /api/v1/endpoints (500): ${'x'.repeat(200)}…`,
    });
    await expect.poll(() => hungUp).toBe(true);
  });
});

describe('a refusal', () => {
  it.each([
    [401, 'unauthorized', 'Unauthorized', 'refuses the token of --token (401): Unauthorized'],
    [
      403,
      'forbidden',
      'endpoints is forbidden: User "jane" cannot list',
      'forbids GET /api/v1/endpoints to the token of --token (403): endpoints is forbidden: User "jane" cannot list',
    ],
    [
      404,
      'not-found',
      'the server could not find the requested resource',
      'does not know /api/v1/endpoints (404): the server could not find the requested resource',
    ],
    [
      410,
      'gone',
      'too old resource version: 1 (2)',
      'no longer has the state that GET /api/v1/endpoints asks for (410): too old resource version: 1 (2)',
    ],
    [500, 'server', 'etcdserver: leader changed', 'failed at GET /api/v1/endpoints (500): etcdserver: leader changed'],
    [400, 'bad-request', 'unable to parse\n\trequirement', 'rejects GET /api/v1/endpoints (400): unable to parse requirement'],
  ])("of %i is %s, in the server's own words", async (code, kind, words, message) => {
    const server = await serve(json(status(code, words), code));
    const credentials = tokenCredentials({ token: 'sesame', origin: '--token', server });
    expect(shapeOf(await failureOf(connect(server, { credentials })))).toEqual({
      kind,
      status: code,
      message: `${server} ${message}`,
    });
  });

  it('keeps its kind when its body breaks off', async () => {
    const server = await say('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 100\r\n\r\noverloaded');
    expect(shapeOf(await failureOf(connect(server)))).toMatchObject({
      kind: 'server',
      status: 503,
      message: containing('(503): overloaded'),
    });
  });

  it('keeps its kind when its body never comes', async () => {
    const server = await say('HTTP/1.1 403 Forbidden\r\nContent-Length: 100\r\n\r\n', { end: false });
    expect(shapeOf(await failureOf(connect(server), { idleTimeoutMs: 60_000 }))).toMatchObject({
      kind: 'forbidden',
      status: 403,
    });
  });

  it('keeps its kind when its body trickles in without an end', async () => {
    const server = await serve((_, response) => {
      response.writeHead(403, { 'Content-Type': 'text/plain' });
      const timer = setInterval(() => response.write('.'), 100);
      response.once('close', () => clearInterval(timer));
    });
    expect(shapeOf(await failureOf(connect(server), { idleTimeoutMs: 60_000 }))).toMatchObject({
      kind: 'forbidden',
      status: 403,
    });
  });

  it('never shows a token that a warning repeats', async () => {
    const server = await serve((incoming, response) => {
      const headers = { 'Content-Type': 'application/json', Warning: `299 - "you sent ${incoming.headers.authorization}"` };
      response.writeHead(200, headers).end('{}');
    });
    const credentials = tokenCredentials({ token: 'sesame-open', origin: '--token', server });
    const { warnings } = await createTransport(connect(server, { credentials })).get(request());
    expect(warnings).toEqual(['you sent Bearer [secret]']);
  });

  it('never shows a token that a server repeats which speaks no HTTP', async () => {
    const server = await say('You said: Authorization: Bearer sesame-open\r\n');
    const credentials = tokenCredentials({ token: 'sesame-open', origin: '--token', server });
    const error = await failureOf(connect(server, { credentials }));
    expect(shapeOf(error)).toMatchObject({ cause: 'not-http', message: containing('Bearer [secret]') });
  });

  it('never shows a token that the server repeats', async () => {
    const server = await serve((incoming, response) => {
      response.writeHead(403, { 'Content-Type': 'text/plain' }).end(`who is ${incoming.headers.authorization}?`);
    });
    const credentials = tokenCredentials({ token: 'sesame-open', origin: '--token', server });
    const error = await failureOf(connect(server, { credentials }));
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('sesame-open');
    expect((error as KubeError).message).toContain('who is Bearer [secret]?');
  });

  it.each([
    ['in clear', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln-bmF0dXJl'],
    ['cut off', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJh'],
    ['as a Secret holds it', 'ZXlKaGJHY2lPaUpTVXpJMU5pSjkuZXlKemRXSWlPaUpoSW4wLmMybG4='],
  ])('never shows a token that it was asked for, %s', async (_, token) => {
    const server = await serve((_incoming, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end(`{"token":"${token}"`);
    });
    const error = await failureOf(connect(server));
    expect((error as KubeError).message).toContain('so it is no API server: {"token":"[secret]"');
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(token);
  });
});

it('is unreachable/reset where the server switches to another protocol', async () => {
  const server = await say('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n', { end: false });
  expect(shapeOf(await failureOf(connect(server)))).toEqual({
    kind: 'unreachable',
    cause: 'reset',
    message: `${server} cannot be reached: the connection was closed`,
  });
});

describe('a body', () => {
  const partly = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"kin\r\n';

  it('is unreachable/reset where the connection closes inside it', async () => {
    const server = await say(partly);
    expect(shapeOf(await failureOf(connect(server)))).toEqual({
      kind: 'unreachable',
      cause: 'reset',
      message: `${server} broke off in the middle of an answer: the connection was closed`,
    });
  });

  it('is unreachable/timeout where it goes silent', async () => {
    const server = await say(partly, { end: false });
    expect(shapeOf(await failureOf(connect(server), { idleTimeoutMs: 40 }))).toEqual({
      kind: 'unreachable',
      cause: 'timeout',
      message: `${server} broke off in the middle of an answer: 0.04 s of silence`,
    });
  });

  it('is protocol/not-http where its framing is wrong', async () => {
    const server = await say(`${partly}zz\r\n`, { end: false });
    expect(shapeOf(await failureOf(connect(server)))).toMatchObject({ kind: 'protocol', cause: 'not-http' });
  });

  it('may wait for a slow reader longer than the idle time-out', async () => {
    const server = await serve(json('{}'));
    const { body } = await createTransport(connect(server)).get(request({ idleTimeoutMs: 30 }));
    await new Promise((resolve) => setTimeout(resolve, 90));
    expect(await textOf(body)).toBe('{}');
  });

  it('closes its connection when the reader leaves early', async () => {
    let closed = false;
    const server = await serve((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).write('{');
      response.on('close', () => (closed = true));
    });
    const { body } = await createTransport(connect(server)).get(request());
    for await (const _ of body) break;
    await expect.poll(() => closed).toBe(true);
  });
});

describe('an abort', () => {
  const reason = new Error('enough');

  it("before the request rejects with the signal's reason", async () => {
    expect(await failureOf(connect('http://127.0.0.1:1'), { signal: AbortSignal.abort(reason) })).toBe(reason);
  });

  it("while credentials are awaited rejects with the signal's reason", async () => {
    const controller = new AbortController();
    const credentials: Credentials = {
      description: 'a slow plugin',
      method: 'plugin',
      authenticate: () => new Promise(() => {}),
    };
    const failure = failureOf(connect('http://127.0.0.1:1', { credentials }), { signal: controller.signal });
    controller.abort(reason);
    expect(await failure).toBe(reason);
  });

  it("before the answer rejects with the signal's reason", async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort(reason));
    expect(await failureOf(connect(server), { signal: controller.signal })).toBe(reason);
  });

  it("inside the body rejects with the signal's reason and closes the connection", async () => {
    const controller = new AbortController();
    const listener = http.createServer((_, response) =>
      response.writeHead(200, { 'Content-Type': 'application/json' }).write('{'),
    );
    const url = `http://127.0.0.1:${await listen(listener)}`;
    const closed = once(listener, 'connection').then(([socket]: net.Socket[]) => socket && once(socket, 'close'));
    const { body } = await createTransport(connect(url)).get(request({ signal: controller.signal }));
    const read = (async () => {
      for await (const _ of body) controller.abort(reason);
    })();
    await expect(read).rejects.toBe(reason);
    await closed;
  });
});

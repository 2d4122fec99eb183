import http from 'node:http';
import net from 'node:net';
import { describe, expect, test } from 'vitest';
import { ask, describeAnswer, jsonOf } from '../../../src/doctor/control-api/ask.ts';
import { unsignedToken } from '../../support/tokens.ts';
import { listen } from '../../support/listen.ts';

const { signal } = new AbortController();
/** A machine may be slow, so each case has one tight limit alone. */
const limits = { idleMs: 10_000, wholeMs: 10_000, bytes: 1000 };

async function serving(onRequest: http.RequestListener): Promise<{ readonly url: URL; readonly signal: AbortSignal }> {
  return { url: new URL(`http://127.0.0.1:${await listen(http.createServer(onRequest))}`), signal };
}

test('an answer is taken whatever its status, without credentials, under the path of the URL', async () => {
  const seen: http.IncomingMessage[] = [];
  const place = await serving((request, response) => {
    seen.push(request);
    response.writeHead(404, { Server: 'APISIX/3.15.0', 'Content-Type': 'Text/HTML; charset=utf-8' }).end('<p>no</p>');
  });
  const answer = await ask({ ...place, url: new URL(`${place.url.origin}/gateway/`) }, '/v1/routes');
  expect(answer).toEqual({ status: 404, server: 'APISIX/3.15.0', mediaType: 'text/html', text: '<p>no</p>' });
  expect(seen[0]?.url).toBe('/gateway/v1/routes');
  expect(seen[0]?.headers).toEqual({
    accept: 'application/json',
    'user-agent': 'k8s-disco',
    host: place.url.host,
    connection: 'close',
  });
});

test('a redirect is an answer, and is not followed', async () => {
  const place = await serving((_, response) => response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end());
  expect((await ask(place, '/v1/schema')).status).toBe(302);
});

describe('no whole answer', () => {
  test.each([
    ['nothing comes', () => {}, { idleMs: 100 }, { kind: 'unreachable', cause: 'timeout' }],
    [
      'it comes byte by byte',
      (response: http.ServerResponse) => trickle(response),
      { wholeMs: 200 },
      { kind: 'unreachable', cause: 'timeout' },
    ],
    ['it never ends', (response: http.ServerResponse) => response.write('x'.repeat(2000)), {}, { kind: 'protocol' }],
    ['it breaks off', (response: http.ServerResponse) => breakOff(response), {}, { kind: 'unreachable', cause: 'reset' }],
  ])('%s', async (_, answer, tight, details) => {
    const place = await serving((_request, response) => void answer(response));
    await expect(ask(place, '/v1/schema', { ...limits, ...tight })).rejects.toMatchObject({
      details: { ...details, server: place.url.origin },
    });
  });

  test('nobody listens', async () => {
    const server = net.createServer();
    const port = await listen(server);
    server.close();
    const place = { url: new URL(`http://127.0.0.1:${port}`), signal };
    await expect(ask(place, '/')).rejects.toThrow(`http://127.0.0.1:${port} cannot be reached: connection refused`);
  });

  test('something else than HTTP is spoken there', async () => {
    const port = await listen(net.createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')));
    const place = { url: new URL(`http://127.0.0.1:${port}`), signal };
    await expect(ask(place, '/')).rejects.toMatchObject({ details: { kind: 'protocol', cause: 'not-http' } });
  });

  test('the user interrupts', async () => {
    const abort = new AbortController();
    const place = await serving(() => abort.abort(new Error('enough')));
    await expect(ask({ ...place, signal: abort.signal }, '/')).rejects.toThrow('enough');
  });
});

test.each([
  ['{"error_msg":"404 Route Not Found"}', '404 "404 Route Not Found"'],
  ['{"error":"kubernetes discovery not ready"}', '404 "kubernetes discovery not ready"'],
  ['  <html>', '404 with an HTML page'],
  ['', '404 and nothing else'],
  ['plain\u001b[2J words', String.raw`404 "plain\\u{1b}[2J words"`],
  [`{"message":"${unsignedToken({})}"}`, '404 "[secret]"'],
])('%j is described as %s', (text, expected) => {
  expect(describeAnswer({ status: 404, server: undefined, mediaType: '', text })).toBe(expected);
});

test('what is no JSON is undefined', () => {
  const json = (text: string): unknown => jsonOf({ status: 200, server: undefined, mediaType: '', text });
  expect([json('{"a":1}'), json('{"a":'), json(''), json('['.repeat(100_000))]).toEqual([
    { a: 1 },
    undefined,
    undefined,
    undefined,
  ]);
});

function trickle(response: http.ServerResponse): void {
  response.write(' ');
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
}

function breakOff(response: http.ServerResponse): void {
  response.writeHead(200, { 'Content-Length': 100 }).write('{');
  setTimeout(() => response.destroy(), 20);
}

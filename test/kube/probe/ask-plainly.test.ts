import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { expect, test } from 'vitest';
import { askPlainly } from '../../../src/kube/probe/ask-plainly.ts';
import { listen } from '../../support/listen.ts';

const REFUSAL = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';

/** Fatal, protocol version: what OpenSSL says to what is no TLS. */
const ALERT = Buffer.from([0x15, 3, 1, 0, 2, 2, 70]);

test.each([
  ['a plain HTTP server', () => createServer((_, response) => response.end('{}')), 'http'],
  ['an API server on its TLS port', () => createTcpServer((socket) => socket.end(REFUSAL)), 'tls'],
  ['a TLS server that answers by an alert', () => createTcpServer((socket) => socket.end(ALERT)), 'tls'],
  ['a TLS server that hangs up', () => createTlsServer(), 'none'],
  ['whoever hangs up', () => createTcpServer((socket) => socket.destroy()), 'none'],
  ['whoever says something else', () => createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')), 'none'],
  ['whoever says nothing in time', () => createTcpServer(), 'silence'],
  ['whoever says half of something in time', () => createTcpServer((socket) => socket.write('HTT')), 'none'],
] as const)('%s', async (_title, server, answer) => {
  const port = await listen(server());
  const { signal } = new AbortController();
  expect(await askPlainly({ host: '127.0.0.1', port, timeoutMs: 300, signal })).toBe(answer);
});

test('nobody listens', async () => {
  const { signal } = new AbortController();
  expect(await askPlainly({ host: '127.0.0.1', port: 1, timeoutMs: 300, signal })).toBe('none');
});

test('an abort ends it with its reason', async () => {
  const port = await listen(createTcpServer());
  const controller = new AbortController();
  const asking = askPlainly({ host: '127.0.0.1', port, timeoutMs: 5000, signal: controller.signal });
  const reason = new Error('interrupted');
  controller.abort(reason);
  await expect(asking).rejects.toBe(reason);
});

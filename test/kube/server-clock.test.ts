import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { NO_CREDENTIALS } from '../../src/kube/credentials.ts';
import { createTransport } from '../../src/kube/http-transport.ts';
import { readSkew } from '../../src/kube/server-clock.ts';
import type { ApiReader, ApiResponse } from '../../src/kube/transport.ts';
import { listen } from '../support/listen.ts';
import { kubeError } from '../support/scripted-transport.ts';

const DATE = 'Sat, 21 Nov 2026 12:00:00 GMT';
const NOON = Date.parse(DATE);
const { signal } = new AbortController();

/** The skew that such an answer shows, where it is asked for and comes at these moments of this machine, in milliseconds after noon. */
function skew(get: ApiReader['get'], ...moments: readonly [number, number]): Promise<number | undefined> {
  const left = [...moments];
  const transport: ApiReader = { server: 'https://cluster.test:6443', get, close: () => {} };
  return readSkew({ transport, signal }, () => NOON + (left.shift() ?? 0));
}

const answering =
  (headers: ApiResponse['headers']): ApiReader['get'] =>
  async () => ({ status: 200, headers, warnings: [], body: noBody(), redact: (text) => text });

async function* noBody(): AsyncGenerator<Uint8Array, void, undefined> {}

describe('how far the clock of an API server is ahead', () => {
  it('counts from the middle of the request to the middle of the second that is told', async () => {
    expect(await skew(answering({ date: DATE }), 400, 600)).toBe(0);
    expect(await skew(answering({ date: DATE }), -60_000, -59_000)).toBe(60_000);
  });

  it('shows in a refusal, too', async () => {
    const refuse = () => Promise.reject(kubeError('unauthorized', { status: 401, sentAt: NOON }));
    expect(await skew(refuse, 90_500, 90_500)).toBe(-90_000);
  });

  it('is not known without a Date', async () => {
    expect(await skew(answering({}), 0, 0)).toBeUndefined();
    expect(await skew(() => Promise.reject(kubeError('forbidden', { status: 403 })), 0, 0)).toBeUndefined();
  });

  it('is not known where nobody answers', async () => {
    const error = kubeError('unreachable');
    await expect(skew(() => Promise.reject(error), 0, 0)).rejects.toBe(error);
  });

  it('is asked on a connection that ends with the transport', async () => {
    const server = createServer((_, response) => response.setHeader('Content-Type', 'application/json').end('{}'));
    // A server that never ends a connection by itself.
    server.keepAliveTimeout = 0;
    const connected = once(server, 'connection');
    const url = new URL(`http://127.0.0.1:${await listen(server)}`);
    const source = { kind: 'flags' } as const;
    const trust = { verify: 'nothing' } as const;
    const transport = createTransport({ id: undefined, name: 'test', server: url, source, credentials: NO_CREDENTIALS, trust });
    await readSkew({ transport, signal }, () => NOON);
    const [socket] = (await connected) as [Socket];
    transport.close();
    await once(socket, 'close');
  });
});

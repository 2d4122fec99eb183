import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { createServer } from 'node:tls';
import type { TlsOptions } from 'node:tls';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAuthority } from '../../../src/playground/certificate-authority.ts';
import type { Authority, KeyPair } from '../../../src/playground/certificate-authority.ts';
import { shakeHands } from '../../../src/kube/probe/shake-hands.ts';
import type { Handshake, HandshakeOptions } from '../../../src/kube/probe/shake-hands.ts';
import { issue } from '../../support/certificates.ts';
import { listen } from '../../support/listen.ts';

let authority: Authority;
let stranger: Authority;
let pair: KeyPair;

beforeAll(async () => {
  authority = await createAuthority('kubernetes');
  stranger = await createAuthority('stranger');
  pair = await issue(authority, { names: ['api.example.com', '127.0.0.1'] });
});

/** Shakes hands without a name unless told otherwise, trusting the authority. */
function greet(port: number, options: Partial<HandshakeOptions> = {}): Promise<Handshake> {
  const { signal } = new AbortController();
  return shakeHands({
    host: '127.0.0.1',
    port,
    servername: undefined,
    ca: [authority.caPem],
    timeoutMs: 5000,
    signal,
    ...options,
  });
}

async function serve(options: TlsOptions): Promise<number> {
  return listen(createServer(options).on('tlsClientError', () => {}));
}

/** What was refused, in the words of the edge. */
function causeOf(handshake: Handshake): string | undefined {
  const error = handshake.kind === 'done' ? handshake.refusal : handshake.error;
  return error === undefined ? undefined : [error.kind, error.details.cause].join(' ');
}

describe('a server that speaks TLS', () => {
  test('shows who issued its certificate, for whom and until when', async () => {
    const handshake = await greet(await serve(pair));
    if (handshake.kind !== 'done') throw handshake.error;
    const { certificate, refusal } = handshake;
    expect(refusal).toBeUndefined();
    expect(certificate).toMatchObject({ issuer: 'CN=kubernetes', names: ['api.example.com', '127.0.0.1'] });
    expect(certificate.notAfter - certificate.notBefore).toBe(25 * 3_600_000);
    expect(['api.example.com', '127.0.0.1', 'localhost', '127.0.0.2'].map(certificate.isFor)).toEqual([true, true, false, false]);
  });

  test('is sent no name unless there is one to send', async () => {
    const names: unknown[] = [];
    const port = await serve({
      ...pair,
      SNICallback: (name, answer) => {
        names.push(name);
        answer(null);
      },
    });
    await greet(port);
    await greet(port, { servername: 'api.example.com' });
    expect(names).toEqual(['api.example.com']);
  });

  test.each([
    ['of an authority that is not trusted', { ca: () => [stranger.caPem] }, 'tls unknown-ca'],
    ['of a cluster, where the roots of Node are trusted', { ca: () => undefined }, 'tls unknown-ca'],
    ['that has expired', { validHours: [-48, -24] as const }, 'tls expired'],
    ['that is not valid yet', { validHours: [24, 48] as const }, 'tls not-yet-valid'],
  ])('with a certificate %s is refused by who verifies', async (_title, { ca, validHours }: Staged, cause) => {
    const shown = validHours === undefined ? pair : await issue(authority, { validHours });
    const handshake = await greet(await serve(shown), ca === undefined ? {} : { ca: ca() });
    expect(handshake.kind).toBe('done');
    expect(causeOf(handshake)).toBe(cause);
  });

  interface Staged {
    readonly ca?: () => readonly string[] | undefined;
    readonly validHours?: readonly [number, number];
  }
});

describe('no handshake comes about', () => {
  test.each([
    [
      'with a server that wants a name',
      () => serve({ ...pair, SNICallback: () => {} }),
      { servername: 'x', timeoutMs: 100 },
      'unreachable timeout',
    ],
    ['with a plain HTTP server', () => listen(createHttpServer()), {}, 'tls tls-on-http-port'],
    ['with whoever hangs up', () => listen(createTcpServer((socket) => socket.end())), {}, 'unreachable reset'],
    ['with whoever says nothing in time', () => listen(createTcpServer()), { timeoutMs: 100 }, 'unreachable timeout'],
    ['with nobody', async () => 1, {}, 'unreachable refused'],
    ['without a common version', () => serve({ ...pair, maxVersion: 'TLSv1.2', ciphers: 'PSK' }), {}, 'tls handshake'],
  ])('%s', async (_title, start, options, cause) => {
    expect(causeOf(await greet(await start(), options))).toBe(cause);
  });
});

test('an abort ends it with its reason', async () => {
  const port = await listen(createTcpServer());
  const controller = new AbortController();
  const greeting = greet(port, { signal: controller.signal });
  const reason = new Error('interrupted');
  controller.abort(reason);
  await expect(greeting).rejects.toBe(reason);
});

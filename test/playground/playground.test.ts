import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { get as getPlain } from 'node:http';
import { get as getTls } from 'node:https';
import { text } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';

import { startPlayground } from '../../src/playground/playground.ts';
import type { Playground, PlaygroundOptions } from '../../src/playground/playground.ts';
import { FakeClock } from '../support/fake-clock.ts';

async function start(options?: PlaygroundOptions): Promise<Playground> {
  const playground = await startPlayground(options);
  onTestFinished(() => playground.close());
  return playground;
}

/** The answer's head, its body still to come. A fresh connection each time. */
async function open(playground: Playground, path: string, account = 'admin'): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${playground.account(account).token}` };
  const options = { agent: false as const, headers, ...(playground.caPem === undefined ? {} : { ca: playground.caPem }) };
  const request = (playground.caPem === undefined ? getPlain : getTls)(new URL(path, playground.url), options);
  // The one argument of a 'response' event.
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
}

async function read(playground: Playground, path: string, account?: string): Promise<string> {
  return text(await open(playground, path, account));
}

describe('startPlayground', () => {
  test('serves TLS under its own CA for localhost, 127.0.0.1 and kubernetes.default.svc', async () => {
    const playground = await start();
    expect(playground.url).toBe(`https://127.0.0.1:${playground.port}`);
    expect(await read(playground, '/version')).toContain('"gitVersion":"v1.36.3"');

    const { socket } = await open(playground, '/version');
    // The request went over TLS.
    const { raw } = (socket as TLSSocket).getPeerCertificate();
    const certificate = new X509Certificate(raw);
    expect(certificate.subjectAltName).toBe('DNS:localhost, DNS:kubernetes.default.svc, IP Address:127.0.0.1');
    expect(certificate.verify(new X509Certificate(playground.caPem ?? '').publicKey)).toBe(true);
  });

  test('serves plain HTTP where asked to', async () => {
    const playground = await start({ scheme: 'http' });
    expect(playground.url).toBe(`http://127.0.0.1:${playground.port}`);
    expect(playground.caPem).toBeUndefined();
    expect(await read(playground, '/api/v1/namespaces')).toContain('"kind":"NamespaceList"');
  });

  test('has the namespaces default and kube-system to begin with', async () => {
    const { store } = await start();
    expect(store.snapshot('namespaces').map(({ key }) => key)).toEqual(['default', 'kube-system']);
  });

  test('rejects for a port that is taken', async () => {
    const { port } = await start();
    await expect(startPlayground({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('rejects for a fault that there is not', async () => {
    await expect(startPlayground({ faults: ['teapot'] })).rejects.toThrow('unknown fault "teapot"; known are 401, ');
  });
});

describe('requests', () => {
  test('tell who asked for what and never a token', async () => {
    const playground = await start();
    await read(playground, '/api/v1/endpoints?limit=1', 'gateway');
    await read(playground, '/api/v1/services', 'no-rights');
    playground.setFaults(['401']);
    await read(playground, '/version');
    expect(playground.requests).toEqual([
      {
        method: 'GET',
        path: '/api/v1/endpoints',
        query: 'limit=1',
        user: 'system:serviceaccount:default:gateway',
        status: 200,
      },
      { method: 'GET', path: '/api/v1/services', query: '', user: 'system:serviceaccount:default:no-rights', status: 403 },
      { method: 'GET', path: '/version', query: '', user: 'system:serviceaccount:kube-system:admin', status: 401 },
    ]);
  });
});

describe('accounts', () => {
  test.each([
    ['admin', 200, 200],
    ['gateway', 200, 200],
    ['list-only', 200, 403],
    ['namespaced', 403, 403],
    ['no-rights', 403, 403],
  ])('%s gets %i for a list and %i for a watch', async (account, list, watch) => {
    const playground = await start();
    const statuses = ['limit=1', 'watch=1'].map(async (query) => {
      const response = await open(playground, `/apis/discovery.k8s.io/v1/endpointslices?${query}`, account);
      response.destroy();
      return response.statusCode;
    });
    expect(await Promise.all(statuses)).toEqual([list, watch]);
  });

  test('may be issued further tokens, which expire', async () => {
    const playground = await start();
    const ask = async (lifetimeSeconds: number) => {
      const token = playground.issueToken('gateway', { lifetimeSeconds });
      const request = getTls(`${playground.url}/version`, {
        agent: false,
        ca: playground.caPem,
        headers: { authorization: `Bearer ${token}` },
      });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    expect([await ask(600), await ask(-600)]).toEqual([200, 401]);
  });

  test('that are not there are named with those that are', async () => {
    const playground = await start();
    expect(() => playground.account('x')).toThrow('no account "x"; there are admin, gateway, list-only, namespaced, no-rights');
  });
});

describe('the token controller', () => {
  const secret = {
    metadata: { namespace: 'default', name: 'mine', annotations: { 'kubernetes.io/service-account.name': 'gateway' } },
    type: 'kubernetes.io/service-account-token',
  };
  const data = (playground: Playground) => playground.store.get('secrets', { namespace: 'default', name: 'mine' })?.['data'];

  test('fills Secrets on the clock of the playground, until it closes', async () => {
    const clock = new FakeClock();
    const playground = await start({ clock });
    playground.store.create('secrets', secret);
    clock.advance(20);
    const keys = Object.keys(data(playground) as object);
    expect(keys).toEqual(['ca.crt', 'namespace', 'token']);
    playground.store.update('secrets', secret);
    await playground.close();
    clock.advance(20);
    expect(data(playground)).toBeUndefined();
  });

  test('is off under no-token-controller, and makes up for it when that ends', async () => {
    const clock = new FakeClock();
    const playground = await start({ clock, faults: ['no-token-controller'] });
    playground.store.create('secrets', secret);
    clock.advance(60_000);
    expect(data(playground)).toBeUndefined();
    playground.setFaults([]);
    clock.advance(20);
    expect(data(playground)).toBeDefined();
  });
});

describe('config texts', () => {
  test('are a kubeconfig for the admin', async () => {
    const playground = await start();
    const config: unknown = parse(playground.kubeconfig());
    expect(config).toEqual({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'playground',
          cluster: {
            server: playground.url,
            'certificate-authority-data': Buffer.from(playground.caPem ?? '').toString('base64'),
          },
        },
      ],
      users: [{ name: 'admin', user: { token: playground.account('admin').token } }],
      contexts: [{ name: 'playground', context: { cluster: 'playground', user: 'admin' } }],
      'current-context': 'playground',
    });
  });

  test("are a config.yaml with the gateway's account and a quoted port", async () => {
    const playground = await start({ scheme: 'http' });
    expect(parse(playground.gatewayConfig())).toEqual({
      discovery: {
        kubernetes: {
          service: { schema: 'http', host: '127.0.0.1', port: String(playground.port) },
          client: { token: playground.account('gateway').token },
        },
      },
    });
    expect(playground.gatewayConfig('no-rights')).toContain(playground.account('no-rights').token);
  });
});

describe('on the wire', () => {
  const WATCH = '/api/v1/endpoints?watch=1&fieldSelector=metadata.name=plat-dev';

  test('each event is one chunk', async () => {
    const playground = await start();
    playground.seed();
    const chunks = (await open(playground, WATCH))[Symbol.asyncIterator]();
    expect(String((await chunks.next()).value)).toMatch(/^\{"type":"ADDED",.*\}\n$/);
    playground.scale({ namespace: 'default', name: 'plat-dev', addresses: ['10.5.10.111'] });
    expect(String((await chunks.next()).value)).toMatch(/^\{"type":"MODIFIED",.*"10\.5\.10\.111".*\}\n$/);
  });

  test('split cuts inside a UTF-8 character', async () => {
    const playground = await start({ faults: ['split'] });
    playground.store.create('endpoints', { metadata: { namespace: 'default', name: 'cms', annotations: { note: 'grün' } } });
    const chunks: Buffer[] = [];
    const response = await open(playground, '/api/v1/endpoints');
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(response, 'end');
    expect(chunks.every((chunk) => chunk.length === 1)).toBe(true);
    expect(Buffer.concat(chunks).toString()).toContain('"grün"');
  });

  test('a watch that is cut off breaks in the middle', async () => {
    const playground = await start();
    const response = await open(playground, WATCH);
    playground.cutWatches();
    await expect(text(response)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test.each([
    ['expired-cert', 'CERT_HAS_EXPIRED'],
    ['wrong-name-cert', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('%s fails with %s until the fault is taken back', async (fault, code) => {
    const playground = await start({ faults: [fault] });
    await expect(open(playground, '/version')).rejects.toMatchObject({ code });
    playground.setFaults([]);
    expect((await open(playground, '/version')).statusCode).toBe(200);
    playground.setFaults([fault]);
    await expect(open(playground, '/version')).rejects.toMatchObject({ code });
  });

  test('closing breaks every connection, and may be done twice', async () => {
    const playground = await start();
    const response = await open(playground, WATCH);
    await playground.close();
    await expect(text(response)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect(open(playground, '/version')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await playground.close();
  });
});

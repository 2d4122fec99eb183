import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { createAuthority } from '../../src/playground/certificate-authority.ts';
import type { Authority, KeyPair } from '../../src/playground/certificate-authority.ts';
import { Clock, systemClock } from '../../src/time/clock.ts';
import { issue } from '../support/certificates.ts';
import type { CliOptions } from '../support/cli.ts';
import { listen } from '../support/listen.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { deafListener } from './deaf-listener.ts';
import { HEALTHY, doctorFrom, failing, told, warning } from './doctor.ts';
import type { Told } from './doctor.ts';
import { NOT_FOUND, faultProxy } from './fault-proxy.ts';
import { freePort } from './free-port.ts';
import { balancer, connectProxy, noApiServer, tlsFront } from './tls-front.ts';
import { TokenStage } from './token-stage.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-connection-'));
let controlPlane: ControlPlane;
let token: string;
/** Of the certificates before the API server, and of others. */
let authority: Authority;
let stranger: Authority;
let pair: KeyPair;

beforeAll(async () => {
  controlPlane = await startControlPlane(assets);
  const stage = new TokenStage(controlPlane);
  token = await stage.secretToken(await stage.account());
  authority = await createAuthority('kubernetes');
  stranger = await createAuthority('stranger');
  pair = await issue(authority);
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await controlPlane.stop();
});

let files = 0;

function written(text: string, name: string): string {
  const path = join(directory, `${++files}-${name}`);
  writeFileSync(path, text);
  return path;
}

interface Gateway extends Pick<CliOptions, 'env'> {
  readonly schema?: 'http' | 'https';
  readonly host?: string;
  readonly port: number | string;
  /** Path of the certificates that the gateway trusts; with it `ssl_verify` is on. */
  readonly trusted?: string;
  readonly flags?: readonly string[];
  /** Of the machine. */
  readonly clock?: Clock;
}

/** Examines what a gateway with this service meets. */
async function gateway({
  schema = 'https',
  host = '127.0.0.1',
  port,
  trusted,
  flags = [],
  env = {},
  clock = systemClock,
}: Gateway): Promise<Told> {
  const service = { schema, host, port: String(port), ...(trusted === undefined ? {} : { ssl_verify: true }) };
  const kubernetes = { service, client: { token_file: written(token, 'token') } };
  const apisix = trusted === undefined ? {} : { apisix: { ssl: { ssl_trusted_certificate: trusted } } };
  const config = written(stringify({ ...apisix, discovery: { kubernetes } }), 'config.yaml');
  return told(await doctorFrom(['--config', config, '--no-dial', ...flags], { env, host: { clock } }));
}

/** Examines what a person with this cluster in the kubeconfig meets, whose token is that of a gateway. */
async function person(cluster: object, env: Readonly<Record<string, string>> = {}): Promise<Told> {
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'test', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    'current-context': 'test',
  };
  return told(await doctorFrom(['--kubeconfig', written(stringify(kubeconfig), 'kubeconfig'), '--no-dial'], { env }));
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const apiPort = (): number => Number(new URL(controlPlane.url).port);
const caFile = ({ caPem }: Pick<Authority, 'caPem'>): string => written(caPem, 'ca.crt');

describe('a connection that is well', () => {
  test('of a gateway, by address and by name', async () => {
    expect(await gateway({ port: apiPort() })).toEqual(HEALTHY);
    expect(await gateway({ host: 'localhost', port: apiPort(), trusted: controlPlane.caFile })).toEqual(HEALTHY);
  });

  test('of a person', async () => {
    expect(await person({ server: controlPlane.url, 'certificate-authority-data': base64(controlPlane.caPem) })).toEqual(HEALTHY);
  });

  test('through kubectl proxy, with schema http', async () => {
    const proxy = await controlPlane.kubectlProxy();
    try {
      expect((await gateway({ schema: 'http', port: new URL(proxy.url).port })).failed).toEqual([]);
    } finally {
      await proxy.stop();
    }
  });
});

describe('an address that does not lead there', () => {
  test('N01: nothing listens', async () => {
    expect(await gateway({ port: await freePort() })).toEqual(failing('port-answers: N01'));
  });

  test('N02: nobody answers', async () => {
    expect(await gateway({ port: await deafListener() })).toEqual(failing('port-answers: N02'));
  });

  test('N03: the name does not resolve', async () => {
    expect(await gateway({ host: 'api.nowhere.invalid', port: 6443 })).toEqual(failing('address-resolves: N03'));
  });

  test('N15: the name holds inside a cluster', async () => {
    expect(await gateway({ host: 'kubernetes.default.svc', port: 443 })).toEqual(failing('address-resolves: N15'));
  });

  test('N13: the loopback, of a gateway in a pod', async () => {
    const flags = ['--env-file', written('KUBERNETES_SERVICE_HOST=10.96.0.1\nKUBERNETES_SERVICE_PORT=443\n', 'pod.env')];
    expect(await gateway({ port: apiPort(), flags })).toEqual(warning('address-plain: N13'));
  });

  test('N12: a variable names a proxy', async () => {
    const env = { HTTPS_PROXY: 'http://user:secret@proxy.example.com:3128' };
    const behind = { host: 'api.nowhere.invalid', port: 6443 };
    expect(await gateway({ ...behind, env })).toEqual({ ...failing('address-resolves: N03'), warned: ['proxy-unused: N12'] });
    expect(await gateway({ ...behind, env: { ...env, NO_PROXY: '.invalid' } })).toEqual(failing('address-resolves: N03'));
    expect(await gateway({ port: apiPort(), env })).toEqual(HEALTHY);
  });

  test('N12: a kubeconfig names a proxy, and that way alone leads there', async () => {
    const cluster = {
      server: 'https://192.0.2.1:6443',
      'tls-server-name': 'localhost',
      'certificate-authority-data': base64(controlPlane.caPem),
      'proxy-url': await connectProxy(controlPlane),
    };
    expect(await person(cluster)).toEqual(warning('proxy-unused: N12'));
    expect(await person({ ...cluster, server: controlPlane.url })).toEqual(HEALTHY);
  });
});

describe('another protocol than is spoken', () => {
  test('N04: plain HTTP to a TLS port', async () => {
    expect(await gateway({ schema: 'http', port: apiPort() })).toEqual(failing('speaks-tls: N04'));
  });

  test('N04: to one that hangs up without a word', async () => {
    expect(await gateway({ schema: 'http', port: await tlsFront(controlPlane, pair) })).toEqual(failing('speaks-tls: N04'));
  });

  test('C31: to the port of the Service kubernetes', async () => {
    const env = { KUBERNETES_SERVICE_PORT: String(apiPort()) };
    expect(await gateway({ schema: 'http', port: '${KUBERNETES_SERVICE_PORT}', env })).toEqual(failing('speaks-tls: C31'));
  });

  test('N05: TLS to kubectl proxy', async () => {
    const proxy = await controlPlane.kubectlProxy();
    try {
      expect(await gateway({ port: new URL(proxy.url).port })).toEqual(failing('speaks-tls: N05'));
    } finally {
      await proxy.stop();
    }
  });

  test('N05: to a plain HTTP server that hangs up on TLS', async () => {
    const port = await noApiServer((_, response) => response.end('{}'));
    expect(await gateway({ port })).toEqual(failing('speaks-tls: N05'));
  });

  test('N18: whoever listens hangs up, TLS or not', async () => {
    const port = await listen(createServer((socket) => socket.once('data', () => socket.destroy())));
    expect(await gateway({ port })).toEqual(failing('speaks-tls: N18'));
    expect(await gateway({ schema: 'http', port })).toEqual(failing('speaks-tls: N18'));
  });

  test('N19: no common version of TLS', async () => {
    const port = await tlsFront(controlPlane, { ...pair, maxVersion: 'TLSv1.2', ciphers: 'PSK' });
    expect(await gateway({ port })).toEqual(failing('speaks-tls: N19'));
  });
});

describe('a certificate', () => {
  test('N06: of an authority that the gateway does not trust', async () => {
    expect(await gateway({ port: apiPort(), trusted: caFile(stranger) })).toEqual(failing('certificate-holds: N06'));
    expect(await gateway({ port: apiPort(), trusted: 'system' })).toEqual(failing('certificate-holds: N06'));
  });

  test('N06: of an authority that the person does not trust', async () => {
    expect(await person({ server: controlPlane.url })).toEqual(failing('certificate-holds: N06'));
  });

  test('N07: for another name, which stops kubectl and no gateway', async () => {
    const other = await issue(authority, { names: ['api.example.com'] });
    const port = await tlsFront(controlPlane, other);
    const ca = { 'certificate-authority-data': base64(authority.caPem) };
    expect(await person({ server: `https://127.0.0.1:${port}`, ...ca })).toEqual(failing('certificate-holds: N07'));
    expect(await gateway({ port, trusted: caFile(authority) })).toEqual(HEALTHY);
  });

  test.each([
    ['N08: that has expired', [-48, -24]],
    ['N08: that is not valid yet', [24, 48]],
  ] as const)('%s stops whoever verifies', async (_title, validHours) => {
    const port = await tlsFront(controlPlane, await issue(authority, { validHours }));
    expect(await gateway({ port, trusted: caFile(authority) })).toEqual(failing('certificate-holds: N08'));
    expect(await gateway({ port })).toEqual(warning('certificate-holds: N08'));
  });

  test('N08: that expires soon', async () => {
    const port = await tlsFront(controlPlane, await issue(authority, { validHours: [-24 * 350, 24 * 15] }));
    expect(await gateway({ port, trusted: caFile(authority) })).toEqual(warning('certificate-holds: N08'));
  });
});

describe('a server that looks at the server name', () => {
  /** Shows the certificate to whoever sends a name, and the other one, or none, to whoever sends none. */
  async function byName(other?: KeyPair): Promise<number> {
    return tlsFront(controlPlane, { ...other, SNICallback: (_name, answer) => answer(null, createSecureContext(pair)) });
  }

  test('N09: and takes nobody without one', async () => {
    const port = await byName();
    expect(await gateway({ host: 'localhost', port })).toEqual(failing('tls-without-name: N09'));
    const ca = { 'certificate-authority-data': base64(authority.caPem) };
    expect(await person({ server: `https://localhost:${port}`, ...ca })).toEqual(warning('tls-without-name: N09'));
  });

  test('and shows another certificate without one, before the same API server', async () => {
    expect(await gateway({ host: 'localhost', port: await byName(await issue(stranger)) })).toEqual(HEALTHY);
  });
});

describe('something that is no API server, or not well', () => {
  test('N10: a kubeconfig leads to a path', async () => {
    const base = '/k8s/clusters/c-1';
    const server = await faultProxy(controlPlane, ({ path }) =>
      path.startsWith(base) ? { kind: 'reroute', path: path.slice(base.length) } : NOT_FOUND,
    );
    expect(await person({ server: `${server}${base}` })).toEqual(warning('address-plain: N10'));
    expect(await gateway({ schema: 'http', port: new URL(server).port })).toEqual(failing('api-server-answers: N10'));
  });

  test('N10: Rancher, which wants somebody to sign in', async () => {
    const port = await noApiServer((_, response) => {
      const body = { type: 'error', status: '401', message: 'must authenticate' };
      response.writeHead(401, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
    expect(await gateway({ schema: 'http', port })).toEqual(failing('api-server-answers: N10'));
  });

  test.each([
    ['N16: a portal', 200, 'text/html', '<!doctype html><title>Sign in</title>'],
    ['N16: some other JSON', 200, 'application/json', '{"message":"hello"}'],
    ['G06: a server that throttles', 429, 'text/plain', 'Too many requests'],
    ['G07: a balancer without a server behind it', 503, 'text/html', '<html><body>No server is available</body></html>'],
  ])('%s', async (title, status, type, body) => {
    const port = await noApiServer((_, response) => response.writeHead(status, { 'Content-Type': type }).end(body));
    expect(await gateway({ schema: 'http', port })).toEqual(failing(`api-server-answers: ${title.slice(0, 3)}`));
  });
});

/** The machine's clock, which goes wrong by so many milliseconds. */
class WrongClock extends Clock {
  readonly #error: number;

  constructor(error: number) {
    super();
    this.#error = error;
  }

  now(): number {
    return systemClock.now() + this.#error;
  }

  after(milliseconds: number, action: () => void): () => void {
    return systemClock.after(milliseconds, action);
  }
}

describe('T20: a clock that differs', () => {
  test.each([
    [20, HEALTHY],
    [45, warning('clock-agrees: T20')],
    [-45, warning('clock-agrees: T20')],
    [90, failing('clock-agrees: T20')],
  ])('by %i s', async (seconds, expected) => {
    expect(await gateway({ port: apiPort(), clock: new WrongClock(seconds * 1000) })).toEqual(expected);
  });
});

describe('N21: several API servers behind one address', () => {
  test('with certificates of two authorities', async () => {
    const fronts = [await tlsFront(controlPlane, pair), await tlsFront(controlPlane, await issue(stranger))];
    expect(await gateway({ port: await balancer(...fronts) })).toEqual(warning('one-api-server: N21'));
  });

  test('of two releases', async () => {
    let asked = 0;
    const url = await faultProxy(controlPlane, ({ path }) => {
      if (path !== '/version') return undefined;
      return { kind: 'answer', status: 200, body: JSON.stringify({ major: '1', minor: asked++ % 2 === 0 ? '35' : '36' }) };
    });
    expect(await gateway({ schema: 'http', port: new URL(url).port })).toEqual(warning('one-api-server: N21'));
  });
});

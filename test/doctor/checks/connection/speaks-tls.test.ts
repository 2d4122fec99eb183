import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ClusterConfig } from '../../../../src/apisix/discovery-config/model.ts';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { speaksTls } from '../../../../src/doctor/checks/connection/speaks-tls.ts';
import type { ConnectionSource } from '../../../../src/kube/connection.ts';
import { createAuthority } from '../../../../src/playground/certificate-authority.ts';
import type { KeyPair } from '../../../../src/playground/certificate-authority.ts';
import { issue } from '../../../support/certificates.ts';
import { listen } from '../../../support/listen.ts';
import { answerOfCheck, clusterAt, configured } from './connection-stage.ts';

let pair: KeyPair;

beforeAll(async () => {
  pair = await issue(await createAuthority('kubernetes'));
});

interface Asked {
  readonly source?: ConnectionSource;
  readonly config?: ClusterConfig;
}

async function answerTo(schema: 'http' | 'https', server: Server, { source, config }: Asked = {}): Promise<Answer> {
  const port = await listen(server);
  const url = `${schema}://127.0.0.1:${port}`;
  const answer = await answerOfCheck(speaksTls, clusterAt(url, source === undefined ? {} : { source }, { config }));
  return JSON.parse(JSON.stringify(answer).replaceAll(String(port), 'PORT')) as Answer;
}

/** What the asking comes to; a second passes whenever the sockets have had their turn. */
async function whileTimePasses<T>(asking: Promise<T>): Promise<T> {
  const asked = { isOver: false };
  const over = (): void => void (asked.isOver = true);
  asking.then(over, over);
  while (!asked.isOver) {
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(1000);
  }
  return asking;
}

const tls = (): Server => createTlsServer(pair).on('tlsClientError', () => {});
const plain = (): Server => createServer((_, response) => response.end('{}'));
const deaf = (): Server => createTcpServer((socket) => socket.once('data', () => socket.destroy()));

const kubeconfig: ConnectionSource = { kind: 'kubeconfig', paths: ['/home/jane/.kube/config'], context: 'prod' };
const TO_TLS = '127.0.0.1:PORT speaks TLS, and plain HTTP is spoken to it';
const TO_PLAIN = '127.0.0.1:PORT speaks plain HTTP, as kubectl proxy does, and TLS is spoken to it';

describe('a port that speaks as its address says', () => {
  test('speaks TLS', async () => {
    expect(await answerTo('https', tls())).toEqual({ outcome: 'pass', title: '127.0.0.1:PORT speaks TLS', evidence: [] });
  });

  test('speaks plain HTTP', async () => {
    const title = '127.0.0.1:PORT speaks plain HTTP, and it is spoken to it';
    expect(await answerTo('http', plain())).toEqual({ outcome: 'pass', title, evidence: [] });
  });
});

describe('a port that does not', () => {
  test.each<readonly [string, Asked, string]>([
    ['by the config of a gateway', {}, 'schema: https'],
    ['by a kubeconfig', { source: kubeconfig }, 'server: https://127.0.0.1:PORT'],
    ['by a flag', { source: { kind: 'flags' } }, '--server https://127.0.0.1:PORT'],
  ])('N04: %s', async (_title, asked, mend) => {
    const cause = { id: 'N04', message: TO_TLS };
    expect(await answerTo('http', tls(), asked)).toEqual({ outcome: 'fail', cause, evidence: [], mend });
  });

  test('C31: by the variable of a port that is always one of TLS', async () => {
    const config = configured('{service: {schema: http}}');
    expect(await answerTo('http', tls(), { config })).toEqual({
      outcome: 'fail',
      cause: { id: 'C31', message: `${TO_TLS}: \${KUBERNETES_SERVICE_PORT} is always a TLS port` },
      evidence: [],
      mend: 'schema: https',
    });
  });

  test('N05: plain HTTP where TLS is spoken', async () => {
    const cause = { id: 'N05', message: TO_PLAIN };
    expect(await answerTo('https', plain())).toEqual({ outcome: 'fail', cause, evidence: [], mend: 'schema: http' });
  });

  test('N05: by a server that hangs up on TLS', async () => {
    const server = createTcpServer((socket) =>
      socket.once('data', (bytes) => (bytes[0] === 0x16 ? socket.destroy() : socket.end('HTTP/1.1 200 OK\r\n\r\n'))),
    );
    expect(await answerTo('https', server)).toMatchObject({ outcome: 'fail', cause: { id: 'N05', message: TO_PLAIN } });
  });

  test('N18: neither, and hangs up', async () => {
    expect(await answerTo('https', deaf())).toMatchObject({ outcome: 'fail', cause: { id: 'N18' } });
    expect(await answerTo('http', deaf())).toMatchObject({
      outcome: 'fail',
      cause: { id: 'N18', message: expect.stringMatching(/^127.0.0.1:PORT answers neither plain HTTP nor TLS: /) as string },
    });
  });

  test('N02: neither, and says nothing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const message = '127.0.0.1:PORT takes connections, and answers no request within 10 s';
    const answer = { outcome: 'fail', cause: { id: 'N02', message }, evidence: [] };
    expect(await whileTimePasses(answerTo('http', createTcpServer()))).toEqual(answer);
    const slow = createTcpServer((socket) => socket.once('data', (bytes) => bytes[0] === 0x16 && socket.destroy()));
    expect(await whileTimePasses(answerTo('http', slow))).toEqual(answer);
    const silence = 'cannot be reached: it takes connections, and does not answer the TLS handshake';
    expect(await whileTimePasses(answerTo('https', createTcpServer()))).toMatchObject({
      outcome: 'fail',
      cause: { id: 'N02', message: `https://127.0.0.1:PORT ${silence}` },
    });
  });

  test('N16: neither, and says something else', async () => {
    const ssh = () => createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    const message = '127.0.0.1:PORT answers neither TLS nor plain HTTP, so it is no API server';
    const answer = { outcome: 'fail', cause: { id: 'N16', message }, evidence: [] };
    expect(await answerTo('https', ssh())).toEqual(answer);
    expect(await answerTo('http', ssh())).toEqual(answer);
  });

  test('N19: TLS that does not come about', async () => {
    const server = createTlsServer({ ...pair, maxVersion: 'TLSv1.2', ciphers: 'PSK' }).on('tlsClientError', () => {});
    expect(await answerTo('https', server)).toMatchObject({
      outcome: 'fail',
      cause: { id: 'N19' },
      evidence: ['What is spoken there: openssl s_client -connect 127.0.0.1:PORT'],
    });
  });
});

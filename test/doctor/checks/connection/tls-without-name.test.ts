import { createServer } from 'node:https';
import { createSecureContext } from 'node:tls';
import { beforeAll, describe, expect, test } from 'vitest';
import { tlsWithoutName } from '../../../../src/doctor/checks/connection/tls-without-name.ts';
import type { Answer } from '../../../../src/doctor/answer.ts';
import type { ExaminedCluster } from '../../../../src/doctor/examined-cluster.ts';
import { createAuthority } from '../../../../src/playground/certificate-authority.ts';
import type { KeyPair } from '../../../../src/playground/certificate-authority.ts';
import { issue } from '../../../support/certificates.ts';
import { listen } from '../../../support/listen.ts';
import { answerOfCheck, clusterAt } from './connection-stage.ts';

let named: KeyPair;
let bare: KeyPair;

beforeAll(async () => {
  named = await issue(await createAuthority('kubernetes'));
  bare = await issue(await createAuthority('ingress'));
});

/** What is said of a server that shows one certificate to whoever sends a name, and `other` to the rest. */
async function answerTo(
  { other, answerBare = VERSION }: { readonly other?: KeyPair; readonly answerBare?: string },
  holder: ExaminedCluster['holder'] = 'gateway',
): Promise<Answer> {
  const server = createServer(
    { ...other, SNICallback: (_name, answer) => answer(null, createSecureContext(named)) },
    ({ socket }, response) => {
      const isNamed = 'servername' in socket && Boolean(socket.servername);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(isNamed ? VERSION : answerBare);
    },
  );
  const port = await listen(server.on('tlsClientError', () => {}));
  const answer = await answerOfCheck(tlsWithoutName, clusterAt(`https://localhost:${port}`, {}, { holder }));
  return JSON.parse(JSON.stringify(answer).replaceAll(String(port), 'PORT')) as Answer;
}

const VERSION = '{"major":"1","minor":"36"}';
const ISSUERS = 'With the name the certificate is of CN=kubernetes, without it of CN=ingress';
const NEEDED = {
  id: 'N09',
  message:
    'localhost:PORT leads to the cluster only with the server name localhost in the handshake. The gateway sends none: give it an address that leads to this API server alone.',
};

describe('a server that needs no name', () => {
  test('shows the same certificate', async () => {
    expect(await answerTo({ other: named })).toEqual({ outcome: 'pass', evidence: [] });
  });

  test('may show another, and be the same', async () => {
    const evidence = [ISSUERS, 'GET /version is answered alike both ways'];
    expect(await answerTo({ other: bare })).toEqual({ outcome: 'pass', evidence });
  });

  test('is an address, for which there is no name', async () => {
    const port = await listen(createServer(named));
    expect(await answerOfCheck(tlsWithoutName, clusterAt(`https://127.0.0.1:${port}`))).toEqual({
      outcome: 'pass',
      evidence: ['127.0.0.1 is an address, for which nobody sends a name'],
    });
  });
});

describe('N09: a server that needs one', () => {
  test('takes nobody without', async () => {
    const answer = await answerTo({});
    expect(answer).toMatchObject({ outcome: 'fail', cause: NEEDED });
    expect(answer.evidence).toEqual([expect.stringContaining('fails the TLS handshake')]);
    expect(await answerTo({}, 'person')).toMatchObject({ outcome: 'warn', cause: NEEDED });
  });

  test('is another without', async () => {
    const answerBare = '{"message":"default backend"}';
    expect(await answerTo({ other: bare, answerBare })).toEqual({ outcome: 'fail', cause: NEEDED, evidence: [ISSUERS] });
  });
});

import { createServer } from 'node:https';
import { createServer as createPlainServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createTcpServer, connect } from 'node:net';
import { expect, test } from 'vitest';
import { oneApiServer } from '../../../../src/doctor/checks/connection/one-api-server.ts';
import { createAuthority } from '../../../../src/playground/certificate-authority.ts';
import { issue } from '../../../support/certificates.ts';
import { listen } from '../../../support/listen.ts';
import { answerOfCheck, clusterAt } from './connection-stage.ts';

/** Says that it is of each minor release in turn. */
function ofReleases(...minors: readonly string[]): RequestListener {
  let asked = 0;
  return (_, response) => {
    const minor = minors[asked++ % minors.length];
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ major: '1', minor }));
  };
}

test('servers that are alike are well', async () => {
  const url = `http://127.0.0.1:${await listen(createPlainServer(ofReleases('36')))}`;
  expect(await answerOfCheck(oneApiServer, clusterAt(url))).toEqual({ outcome: 'pass', evidence: [] });
});

test('those that tell their release to nobody are taken for alike', async () => {
  const url = `http://127.0.0.1:${await listen(createPlainServer((_, response) => response.writeHead(401).end()))}`;
  expect(await answerOfCheck(oneApiServer, clusterAt(url))).toEqual({ outcome: 'pass', evidence: [] });
});

test('N21: servers of two releases', async () => {
  const port = await listen(createPlainServer(ofReleases('35', '36')));
  expect(await answerOfCheck(oneApiServer, clusterAt(`http://127.0.0.1:${port}`))).toEqual({
    outcome: 'warn',
    cause: {
      id: 'N21',
      message: `Behind 127.0.0.1:${port} are API servers of Kubernetes 1.35 and 1.36: an upgrade that is not through, or two clusters`,
    },
    evidence: [],
  });
});

test('N21: servers of two authorities', async () => {
  const pairs = [await issue(await createAuthority('east')), await issue(await createAuthority('west'))];
  const ports = await Promise.all(pairs.map((pair) => listen(createServer(pair, ofReleases('36')))));
  let taken = 0;
  const balancer = createTcpServer((socket) => {
    const onward = connect({ host: '127.0.0.1', port: ports[taken++ % ports.length] ?? 0 });
    socket.pipe(onward).pipe(socket);
    onward.on('error', () => {});
  });
  const port = await listen(balancer);
  expect(await answerOfCheck(oneApiServer, clusterAt(`https://127.0.0.1:${port}`))).toEqual({
    outcome: 'warn',
    cause: {
      id: 'N21',
      message: `Behind 127.0.0.1:${port} are API servers with certificates of CN=east and CN=west: several clusters, as it seems`,
    },
    evidence: [],
  });
});

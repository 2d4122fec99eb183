import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { apiServerAnswers } from '../../../../src/doctor/checks/connection/api-server-answers.ts';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { tokenCredentials } from '../../../../src/kube/credentials.ts';
import type { Connection } from '../../../../src/kube/connection.ts';
import { listen } from '../../../support/listen.ts';
import { answerOfCheck, clusterAt } from './connection-stage.ts';

interface Answered {
  readonly status: number;
  readonly type?: string;
  readonly body: string;
}

/** What is said of a server that always answers so; ports and times are left out. */
async function answerTo(
  { status, type = 'application/json', body }: Answered,
  connection: Partial<Connection> = {},
): Promise<Answer> {
  const port = await listen(createServer((_, response) => response.writeHead(status, { 'Content-Type': type }).end(body)));
  const answer = await answerOfCheck(apiServerAnswers, clusterAt(`http://127.0.0.1:${port}`, connection));
  const text = JSON.stringify(answer)
    .replaceAll(String(port), 'PORT')
    .replace(/in \d+ ms/, 'in N ms');
  return JSON.parse(text) as Answer;
}

const version = { status: 200, body: '{"major":"1","minor":"36"}' };
const refusal = (code: number, reason: string): Answered => ({
  status: code,
  body: JSON.stringify({ kind: 'Status', code, reason, message: reason }),
});

describe('an API server', () => {
  test('says its release', async () => {
    expect(await answerTo(version)).toEqual({
      outcome: 'pass',
      title: 'Kubernetes 1.36 answers',
      evidence: ['It answers in N ms'],
    });
  });

  test('is asked without credentials where there are none to send', async () => {
    const empty = tokenCredentials({ token: ' ', origin: 'client.token', server: '' });
    expect((await answerTo(version, { credentials: empty })).title).toBe('Kubernetes 1.36 answers');
  });

  test('may refuse', async () => {
    const evidence = ['It refuses the credentials, as an API server does'];
    expect(await answerTo(refusal(401, 'Unauthorized'))).toEqual({ outcome: 'pass', evidence });
    expect(await answerTo({ status: 401, type: 'text/plain', body: 'Unauthorized\n' })).toEqual({ outcome: 'pass', evidence });
  });

  test('may forbid', async () => {
    const evidence = ['It forbids /version, as an API server may'];
    expect(await answerTo(refusal(403, 'Forbidden'))).toEqual({ outcome: 'pass', evidence });
  });
});

describe('something else', () => {
  test.each<readonly [string, Answered]>([
    ['N10: where the API has another path', { status: 404, type: 'text/plain', body: '404 page not found' }],
    ['N10: with words of its own for a 401', { status: 401, body: '{"type":"error","message":"must authenticate"}' }],
    ['N16: a web page', { status: 200, type: 'text/html', body: '<html></html>' }],
    ['N16: JSON of another kind', { status: 200, body: '{"message":"hello"}' }],
    ['N16: a redirect', { status: 302, body: '' }],
    ['G06: somebody who throttles', { status: 429, body: '' }],
    ['G07: a fault of the server', { status: 500, body: '' }],
  ])('%s', async (title, answered) => {
    const { outcome, cause } = await answerTo(answered);
    expect({ outcome, id: cause?.id }).toEqual({ outcome: 'fail', id: title.slice(0, 3) });
    expect(cause?.message).toContain('127.0.0.1:PORT');
  });
});

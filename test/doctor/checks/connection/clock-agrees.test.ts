import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { clockAgrees } from '../../../../src/doctor/checks/connection/clock-agrees.ts';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { listen } from '../../../support/listen.ts';
import { answerOfCheck, clusterAt } from './connection-stage.ts';

const EVIDENCE = [
  'Whether NTP sets the clock of this machine: timedatectl status',
  'An API server refuses tokens that by its clock are issued more than 60 s from now, and those that expired 60 s ago',
];

/** What is said of a server whose Date is so many seconds from now; undefined: it sends none. */
async function answerTo(seconds: number | undefined): Promise<Answer> {
  const server = createServer((_, response) => {
    response.sendDate = false;
    const date = seconds === undefined ? {} : { Date: new Date(Date.now() + seconds * 1000).toUTCString() };
    response.writeHead(401, date).end();
  });
  return answerOfCheck(clockAgrees, clusterAt(`http://127.0.0.1:${await listen(server)}`));
}

test.each([
  [25, 'pass'],
  [-25, 'pass'],
  [40, 'warn'],
  [-40, 'warn'],
  [100, 'fail'],
  [-100, 'fail'],
] as const)('a clock that differs by %i s: %s', async (seconds, outcome) => {
  const answer = await answerTo(seconds);
  expect(answer.outcome).toBe(outcome);
  if (outcome === 'pass') return;
  const side = seconds > 0 ? 'ahead of' : 'behind';
  expect(answer).toEqual({
    outcome,
    cause: {
      id: 'T20',
      message: expect.stringMatching(new RegExp(`^The clock of the API server is \\d+ s ${side} that of this machine`)) as string,
    },
    evidence: EVIDENCE,
  });
});

test('one that is not told is not known', async () => {
  expect(await answerTo(undefined)).toEqual({ outcome: 'unknown', evidence: ['Its answers carry no Date'] });
});

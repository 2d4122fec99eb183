import { describe, expect, test } from 'vitest';
import { portAnswer } from '../../../../src/doctor/checks/connection/port-answers.ts';
import type { DialledPort } from '../../../../src/doctor/checks/connection/port-answers.ts';
import type { Dialled } from '../../../../src/kube/dial.ts';

const VM: DialledPort = { host: '10.1.0.5', port: 6443, isPod: false };

/** One address each. */
function dialled(...dials: readonly Dialled[]) {
  return dials.map((one, at) => ({ address: `10.1.0.${5 + at}`, dialled: one }));
}

const open = (milliseconds = 4): Dialled => ({ kind: 'open', milliseconds });
const refused: Dialled = { kind: 'refused' };
const timeout: Dialled = { kind: 'timeout' };

describe('a port that takes connections', () => {
  test('is well', () => {
    expect(portAnswer(dialled(open()), VM)).toEqual({
      outcome: 'pass',
      title: '10.1.0.5:6443 takes connections',
      evidence: ['10.1.0.5 was connected in 4 ms'],
    });
  });

  test('is warned of when it takes longer than a second', () => {
    expect(portAnswer(dialled(open(), open(1849)), { ...VM, host: 'fd00::5' })).toEqual({
      outcome: 'warn',
      cause: {
        id: 'N02',
        message:
          '[fd00::5]:6443 takes 1.8 s to take a connection: packets are lost on the way, or a firewall or balancer is overloaded',
      },
      evidence: ['The gateway waits 60 s for a connection'],
    });
  });

  test('is warned of when not every address does', () => {
    expect(portAnswer(dialled(open(), refused, timeout), { ...VM, host: 'api.example.com' })).toEqual({
      outcome: 'warn',
      cause: {
        id: 'N01',
        message:
          '2 of the 3 addresses behind api.example.com:6443 take no connections, and the gateway takes one at random each time',
      },
      evidence: ['10.1.0.5 was connected in 4 ms', '10.1.0.6 refuses', '10.1.0.7 does not answer'],
    });
  });
});

test('of one address alone is told in the singular', () => {
  expect(portAnswer(dialled(open(), refused), VM).cause?.message).toBe(
    '1 of the 2 addresses behind 10.1.0.5:6443 takes no connections, and the gateway takes one at random each time',
  );
});

describe('a port that takes none', () => {
  const GATEWAY_WAITS = 'The gateway waits 60 s for a connection, and tries again 40 s later';

  test.each<readonly [string, Dialled, Partial<DialledPort>, string, readonly string[]]>([
    ['refuses', refused, {}, 'N01', []],
    ['refuses on the loopback', refused, { host: '127.0.0.1' }, 'N01', []],
    ['refuses on the loopback of a pod', refused, { host: 'localhost', isPod: true }, 'N13', []],
    ['is silent', timeout, {}, 'N02', [GATEWAY_WAITS]],
    ['is silent in a pod', timeout, { isPod: true }, 'N02', [GATEWAY_WAITS]],
    ['is silent, the Service kubernetes, in a pod', timeout, { host: '10.96.0.1', isPod: true }, 'N14', [GATEWAY_WAITS]],
    ['is silent, the Service kubernetes, elsewhere', timeout, { host: '10.96.0.1' }, 'N02', [GATEWAY_WAITS]],
    ['has no route', { kind: 'no-route' }, {}, 'N02', []],
    ['breaks off', { kind: 'dropped' }, {}, 'N18', []],
    ['has no address any more', { kind: 'unresolved' }, {}, 'N02', []],
    ['fails otherwise', { kind: 'failed', message: 'EMFILE' }, {}, 'N02', []],
  ])('%s', (_title, one, where, id, evidence) => {
    const answer = portAnswer(dialled(one), { ...VM, ...where });
    expect({ ...answer, cause: answer.cause?.id }).toEqual({ outcome: 'fail', cause: id, evidence });
    expect(answer.cause?.message).toContain(`${where.host ?? VM.host}:6443`);
  });

  test('shows each address where there are several', () => {
    expect(portAnswer(dialled(timeout, { kind: 'no-route' }), VM).evidence).toEqual([
      '10.1.0.5 does not answer',
      '10.1.0.6 has no route from here',
      GATEWAY_WAITS,
    ]);
  });
});

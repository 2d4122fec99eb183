import { expect, test } from 'vitest';
import { releaseOf } from '../../../../src/apisix/release.ts';
import { gatewayReady } from '../../../../src/doctor/checks/gateway/gateway-ready.ts';
import { controlApiOf, fakeGateway } from '../../../support/control-api.ts';
import type { RunningGateway } from '../../../support/control-api.ts';
import { examination } from '../../../support/examination.ts';

async function answersOf(fields: Partial<RunningGateway>) {
  const { api } = await fakeGateway(fields);
  return gatewayReady.examine(examination([], { controlApi: api, release: releaseOf(fields.version ?? '3.18.0') }));
}

test.each(['3.15.0', '3.18.0'])('%s is ready', async (version) => {
  expect(await answersOf({ version })).toEqual([{ outcome: 'pass', evidence: [] }]);
});

test('before 3.15.0 readiness knows nothing of discovery', async () => {
  expect(await answersOf({ version: '3.14.1' })).toEqual([
    { outcome: 'skip', evidence: ['Readiness knows nothing of discovery in APISIX 3.14.1: it does from 3.15.0 on'] },
  ]);
});

test('without --control-api nothing is asked', async () => {
  expect(await gatewayReady.examine(examination([]))).toEqual([{ outcome: 'skip', evidence: ['No --control-api was given'] }]);
});

test('G15: a first list is not complete', async () => {
  expect(await answersOf({ notReady: 'kubernetes discovery not ready' })).toEqual([
    {
      outcome: 'fail',
      cause: {
        id: 'G15',
        message:
          'The gateway has not listed every cluster yet: it says "kubernetes discovery not ready". Until then requests end with 503.',
      },
      evidence: ['Its error.log says why, in lines of "informer_factory.lua" or "list_watch failed"'],
      mend: 'k8s-disco explain error.log',
    },
  ]);
});

test.each([
  [
    { notReady: 'worker id: 0 has not received configuration' },
    'The gateway is not ready for another reason than discovery: it says "worker id: 0 has not received configuration"',
  ],
  [{ faults: { '/status/ready': { status: 404, body: '<html>' } } }, 'answers 404 with an HTML page to /status/ready'],
  [
    { faults: { '/status/ready': { status: 200, body: '{"status":"fine"}' } } },
    'answers 200 "{\\"status\\":\\"fine\\"}" to /status/ready',
  ],
] satisfies readonly (readonly [Partial<RunningGateway>, string])[])(
  'what says nothing of discovery is unknown: %j',
  async (fields, why) => {
    expect(await answersOf(fields)).toEqual([{ outcome: 'unknown', evidence: [expect.stringContaining(why)] }]);
  },
);

test('a port that nobody listens on is unknown, and may have to be forwarded', async () => {
  const { url } = await fakeGateway();
  const controlApi = controlApiOf(url, new URL('http://127.0.0.1:1'));
  expect(await gatewayReady.examine(examination([], { controlApi }))).toEqual([
    {
      outcome: 'unknown',
      evidence: ['http://127.0.0.1:1 cannot be reached: connection refused'],
      mend: 'kubectl port-forward --namespace NAMESPACE deployment/APISIX 1:1',
    },
  ]);
});

import { expect, test } from 'vitest';
import type { ClusterConfig } from '../../../../src/apisix/discovery-config/model.ts';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { dictFits } from '../../../../src/doctor/checks/discovery/dict-fits.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import type { ExaminedClusterFields } from '../../../support/examined-cluster.ts';
import { endpoints } from '../../../support/objects.ts';
import { ScriptedTransport } from '../../../support/scripted-transport.ts';

/** The answer to so many services of 1,000 addresses: 12 pages of 4 KiB each, of which 1m has 254. */
async function answerTo(services: number, fields: ExaminedClusterFields = {}): Promise<readonly Answer[]> {
  const addresses = Array.from({ length: 1000 }, (_, at) => `10.${at >> 8}.1.${at & 255}`);
  const items = Array.from({ length: services }, (_, at) => endpoints(`shop/cms-${at}`, { addresses }));
  const body = JSON.stringify({ kind: 'EndpointsList', metadata: { resourceVersion: '7' }, items });
  return dictFits.examine(examinedCluster(new ScriptedTransport({ chunks: [body] }), fields));
}

function config(sharedSize: string): ClusterConfig {
  return {
    id: undefined,
    service: { schema: 'https', host: 'h', port: '1', sslVerify: false },
    client: { kind: 'token', token: 'x' },
    namespaceSelector: undefined,
    labelSelector: undefined,
    defaultWeight: 50,
    watchEndpointSlices: false,
    sharedSize,
  };
}

const G08 = (message: string) => ({ id: 'G08', message });

test('nodes that have room are a yes', async () => {
  expect(await answerTo(1)).toEqual([{ outcome: 'pass', evidence: ['1 service: 1 % of 64m (the default of 3.18.0)'] }]);
  expect(await answerTo(10, { config: config('1m') })).toEqual([
    { outcome: 'pass', evidence: ['10 services: 49 % of 1m (shared_size)'] },
  ]);
});

test('a dict that is almost full is a warning, with a size that has room to double', async () => {
  expect(await answerTo(18, { config: config('1m'), configPath: 'config.yaml' })).toEqual([
    {
      outcome: 'warn',
      evidence: [],
      cause: G08('The nodes of 18 services fill 86 % of 1m (shared_size). With some more of them the gateway loses services.'),
      mend: 'shared_size: 2m',
      place: { path: 'config.yaml' },
    },
  ]);
});

test('a dict that is too small is a no', async () => {
  expect(await answerTo(50, { config: config('2m') })).toEqual([
    {
      outcome: 'fail',
      evidence: [],
      cause: G08(
        'The nodes of 50 services would fill 119 % of 2m (shared_size): the gateway loses services for which no memory is left.',
      ),
      mend: 'shared_size: 8m',
    },
  ]);
});

test('by default it may be too small, which nobody knows without the config', async () => {
  const told =
    'The nodes of 22 services would fill 105 % of 1m (the default of 3.17.0): the gateway loses services for which no memory is left.';
  expect(await answerTo(22, { release: '3.17.0' })).toEqual([
    { outcome: 'warn', evidence: [], cause: G08(told), mend: 'shared_size: 4m' },
  ]);
});

test('before 3.0.0 the size stands elsewhere', async () => {
  const [answer] = await answerTo(22, { release: '2.15.3' });
  expect(answer?.mend).toBe('nginx_config: {http: {lua_shared_dict: {kubernetes: 4m}}}');
});

test('a size that nginx does not know is left to it', async () => {
  expect(await answerTo(1, { config: config('1g') })).toEqual([
    { outcome: 'unknown', evidence: ['1g is no size as nginx takes it'] },
  ]);
});

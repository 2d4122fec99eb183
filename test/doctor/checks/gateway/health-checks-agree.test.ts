import { describe, expect, test } from 'vitest';
import { releaseOf } from '../../../../src/apisix/release.ts';
import { healthChecksAgree } from '../../../../src/doctor/checks/gateway/health-checks-agree.ts';
import { DEFAULT_CONFIG, fakeGateway } from '../../../support/control-api.ts';
import type { RunningGateway } from '../../../support/control-api.ts';
import { dictOf } from '../../../support/dicts.ts';
import { examination } from '../../../support/examination.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { endpoints } from '../../../support/objects.ts';

const upstream = { type: 'roundrobin', discovery_type: 'kubernetes', service_name: 'shop/cms:http' };
const upstreams = [{ id: '1', ...upstream }];
const cms = endpoints('shop/cms', { addresses: ['10.1.0.1', '10.1.0.2'] });

async function answersOf(fields: Partial<RunningGateway>) {
  const { version = '3.18.0' } = fields;
  const clusters = [{ id: undefined, dict: dictOf([cms], version) }];
  const { api } = await fakeGateway({ upstreams, clusters, ...fields });
  const clock = new FakeClock({ hasty: true });
  return healthChecksAgree.examine(examination([], { controlApi: api, release: releaseOf(version), clock }));
}

const old = (text: string) => ({
  outcome: 'warn',
  cause: {
    id: 'G17',
    message:
      '1 health checker of the gateway probes nodes that discovery has no more: a checker learns of new ones with the next request to its upstream.',
  },
  evidence: [text],
  mend: 'apisix restart',
});

test.each<readonly [string, Partial<RunningGateway>]>([
  ['no health checks', {}],
  ['those of all nodes', { healthChecks: { '/apisix/upstreams/1': ['10.1.0.1', '10.1.0.2'] } }],
  ['those of a node less, as until the next request', { healthChecks: { '/apisix/upstreams/1': ['10.1.0.1'] } }],
  ['those of an upstream with fixed nodes', { healthChecks: { '/apisix/upstreams/9': ['10.9.9.9'] } }],
  [
    'those of another registry',
    { upstreams: [{ id: '1', ...upstream, discovery_type: 'dns' }], healthChecks: { '/apisix/upstreams/1': ['10.9.9.9'] } },
  ],
  [
    'those of a service that the dump does not show',
    {
      upstreams: [{ id: '1', ...upstream, service_name: 'shop/gone:http' }],
      healthChecks: { '/apisix/upstreams/1': ['10.9.9.9'] },
    },
  ],
])('%s are well', async (_, fields) => {
  expect(await answersOf(fields)).toEqual([{ outcome: 'pass', evidence: [] }]);
});

describe('G17: a node is probed that is no more', () => {
  test.each(['3.13.0', '3.18.0'])('by %s', async (version) => {
    const healthChecks = { '/apisix/upstreams/1': ['10.1.0.1', '10.9.9.9', '10.9.9.8'] };
    expect(await answersOf({ version, healthChecks })).toEqual([old('upstream "1": 10.9.9.9 and 10.9.9.8')]);
  });

  test('of a service that has no nodes any more', async () => {
    const clusters = [{ id: undefined, dict: dictOf([endpoints('shop/cms', { addresses: [] })]) }];
    const healthChecks = { '/apisix/upstreams/1': ['10.1.0.1'] };
    expect(await answersOf({ clusters, healthChecks })).toEqual([old('upstream "1": 10.1.0.1')]);
  });

  test('of a route in a list of clusters', async () => {
    const config = [{ ...DEFAULT_CONFIG, id: 'one', service: { schema: 'https', host: 'one.test', port: '6443' } }];
    const clusters = [{ id: 'one', dict: dictOf([cms]) }];
    const routes = [{ id: 'r', upstream: { ...upstream, service_name: 'one/shop/cms:http' } }];
    const healthChecks = { '/apisix/routes/r': ['10.9.9.9'] };
    expect(await answersOf({ mode: 'multi', config, clusters, routes, upstreams: [], healthChecks })).toEqual([
      old('route "r": 10.9.9.9'),
    ]);
  });
});

test.each([
  ['3.9.0', 'APISIX 3.9.0 has no dump of discovery: it came with 3.10.0.'],
  ['3.10.0', 'The dump of APISIX 3.10.0 shows a list of clusters alone, up to 3.12.0.'],
])('%s shows no nodes to compare with', async (version, message) => {
  expect(await answersOf({ version })).toEqual([
    { outcome: 'skip', cause: { id: 'G16', message }, evidence: ['What the gateway has cannot be seen'] },
  ]);
});

test.each([
  [{ config: { service: 7 } }, 'skip', 'The gateway shows no dump to compare with'],
  [
    { faults: { '/v1/healthcheck': { status: 500, body: '' } } },
    'unknown',
    'The control API does not say which health checks there are',
  ],
] satisfies readonly (readonly [Partial<RunningGateway>, string, string])[])('%j: %s', async (fields, outcome, why) => {
  expect(await answersOf(fields)).toEqual([{ outcome, evidence: [why] }]);
});

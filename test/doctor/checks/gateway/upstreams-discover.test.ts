import { describe, expect, test } from 'vitest';
import { upstreamsDiscover } from '../../../../src/doctor/checks/gateway/upstreams-discover.ts';
import { fakeGateway } from '../../../support/control-api.ts';
import type { RunningGateway } from '../../../support/control-api.ts';
import { examination } from '../../../support/examination.ts';

async function answersOf(fields: Partial<RunningGateway>) {
  const { api } = await fakeGateway(fields);
  return upstreamsDiscover.examine(examination([], { controlApi: api }));
}

const node = { host: '10.1.0.1', port: 8080, weight: 50 };
/** With the nodes of its last request, as a gateway shows it. */
const discovering = { type: 'roundrobin', discovery_type: 'kubernetes', service_name: 'shop/cms:http', nodes: [node] };
const fixed = { type: 'roundrobin', nodes: [node] };

test('without --control-api nothing is asked', async () => {
  expect(await upstreamsDiscover.examine(examination([]))).toEqual([
    { outcome: 'skip', evidence: ['No --control-api was given'] },
  ]);
});

test.each<readonly [string, Partial<RunningGateway>, string]>([
  ['a gateway without any object', {}, 'No upstream of the gateway discovers its nodes'],
  [
    'upstreams of every kind, with the nodes that discovery put in',
    {
      routes: [
        { id: '1', upstream: discovering },
        { id: '2', upstream_id: '1' },
      ],
      services: [{ id: 's', upstream: discovering }],
      upstreams: [
        { id: '1', ...discovering },
        { id: '2', ...fixed },
      ],
    },
    '3 upstreams of the gateway discover their nodes',
  ],
  [
    'a route with fixed nodes before a service with fixed nodes',
    { routes: [{ id: '1', service_id: 's', upstream: fixed }], services: [{ id: 's', upstream: fixed }] },
    'No upstream of the gateway discovers its nodes',
  ],
  [
    'a route that discovers, before a service that does',
    { routes: [{ id: 1, service_id: 's', upstream: discovering }], services: [{ id: 's', upstream: discovering }] },
    '2 upstreams of the gateway discover their nodes',
  ],
])('%s', async (_, fields, title) => {
  expect(await answersOf(fields)).toEqual([{ outcome: 'pass', title, evidence: [] }]);
});

describe('W03', () => {
  const bad = { type: 'roundrobin', service_name: 'shop/cms:http', nodes: [node] };

  test('an upstream that names a service, and no registry', async () => {
    expect(
      await answersOf({ routes: [{ id: '1', upstream: bad }], upstreams: [{ id: 'u', ...bad, service_name: 'a\u001bb' }] }),
    ).toEqual([
      {
        outcome: 'fail',
        cause: {
          id: 'W03',
          message:
            '2 upstreams with service_name but without discovery_type: each request ends with 503 "discovery server need appoint".',
        },
        evidence: ['route "1" has service_name shop/cms:http', String.raw`upstream "u" has service_name a\u{1b}b`],
        mend: 'discovery_type: kubernetes, and no nodes, in each of them',
      },
    ]);
  });

  test('in a route before a service that discovers is one fault', async () => {
    const answers = await answersOf({
      routes: [{ id: '1', service_id: 's', upstream: bad }],
      services: [{ id: 's', upstream: discovering }],
    });
    expect(answers).toEqual([
      {
        outcome: 'fail',
        cause: {
          id: 'W03',
          message:
            '1 upstream with service_name but without discovery_type: each request ends with 503 "discovery server need appoint".',
        },
        evidence: ['route "1" has service_name shop/cms:http'],
        mend: 'discovery_type: kubernetes, and no nodes',
      },
    ]);
  });

  test('of many the first few are told', async () => {
    const routes = Array.from({ length: 7 }, (__, at) => ({ id: `r${at}`, upstream: bad }));
    const [answer] = await answersOf({ routes });
    expect(answer?.evidence).toHaveLength(6);
    expect(answer?.evidence.at(-1)).toBe('And 2 more');
  });
});

test.each([
  ['an upstream of its own', { upstream: fixed }],
  ['one that it names', { upstream_id: 'old' }],
])('W05: a route with %s before that of its service, which discovers', async (_, own) => {
  const services = [{ id: 's', upstream: discovering }];
  expect(
    await answersOf({ routes: [{ id: '1', service_id: 's', ...own }], services, upstreams: [{ id: 'old', ...fixed }] }),
  ).toEqual([
    {
      outcome: 'warn',
      cause: {
        id: 'W05',
        message: "1 route with fixed nodes instead of those that its service discovers: a route's upstream comes first.",
      },
      evidence: ['route "1" has an upstream of its own before that of service "s"'],
      mend: 'no upstream and no upstream_id in the route',
    },
  ]);
});

test('what has no shape of an object is left out', async () => {
  const body = JSON.stringify([
    null,
    7,
    [],
    {},
    { value: [] },
    { value: { upstream: [] } },
    { key: {}, value: { id: {}, upstream: { service_name: {} } } },
  ]);
  const faults = { '/v1/routes': { status: 200, body } };
  expect(await answersOf({ faults })).toMatchObject([{ outcome: 'pass' }]);
});

test.each([
  [{ status: 500, body: '<html>' }, /answers 500 with an HTML page to \/v1\/services$/],
  [{ status: 200, body: '[{' }, /answers 200 "\[\{" to \/v1\/services$/],
])('a gateway that does not show its objects leaves it unknown: %j', async (fault, message) => {
  await expect(answersOf({ faults: { '/v1/services': fault } })).rejects.toThrow(message);
});

import { describe, expect, test } from 'vitest';
import type { DiscoveredCluster, Discovery } from '../../src/discovery/discovery.ts';
import { KubeError } from '../../src/kube/kube-error.ts';
import { manifestFacts } from '../../src/resolve/manifest-facts.ts';
import { allNames, resolveNames } from '../../src/resolve/resolve.ts';
import { endpoints } from '../support/objects.ts';
import { nothingKnown, offline } from '../support/offline.ts';

const SERVER = 'https://10.1.0.5:6443';

/** The same discovery with the state of its clusters changed, as an engine may leave them. */
function withState(discovery: Discovery, server: string, state: Partial<DiscoveredCluster['state']>): Discovery {
  return {
    ...discovery,
    clusters: discovery.clusters.map((cluster) => ({ ...cluster, server, state: { ...cluster.state, ...state } })),
  };
}

describe('a report', () => {
  test("holds each name in turn, with the gateway's own answer", async () => {
    const emptyList = { ...endpoints('default/empty'), subsets: [{ addresses: [], ports: [{ name: 'http', port: 8080 }] }] };
    const discovery = offline({ manifests: [endpoints('default/cms', { addresses: ['10.0.0.10', '10.0.0.9'] }), emptyList] });
    expect(await resolveNames(discovery, ['default/cms:http', 'default/empty:http', 'default/cms:htp'], manifestFacts)).toEqual({
      gatewayVersion: '3.18.0',
      clusters: [{ id: null, server: null, name: 'files', resource: 'endpoints', objects: 2, resourceVersion: '' }],
      results: [
        {
          serviceName: 'default/cms:http',
          status: 'resolved',
          nodes: [
            { host: '10.0.0.10', port: 8080, weight: 50 },
            { host: '10.0.0.9', port: 8080, weight: 50 },
          ],
        },
        {
          serviceName: 'default/empty:http',
          status: 'empty',
          nodes: [],
          reason: {
            id: 'S11',
            message: 'default/empty has no address at all: its selector matches no pod, or no pod has the port that it names.',
            suggestions: [],
          },
        },
        {
          serviceName: 'default/cms:htp',
          status: 'none',
          nodes: null,
          reason: { id: 'S24', message: 'default/cms has no port htp; it has http.', suggestions: ['default/cms:http'] },
        },
      ],
      findings: [],
    });
  });

  test('of several clusters names the cluster of each finding', async () => {
    const slice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'a', namespace: 'x' },
      endpoints: [],
    };
    const discovery = offline([
      { id: 'prod', manifests: [endpoints('default/cms')] },
      { id: 'stage', manifests: [slice], resource: 'endpointslices' },
    ]);
    const { clusters, results, findings } = await resolveNames(discovery, ['prod/default/cms:http'], manifestFacts);
    expect(clusters.map(({ id, name, resource }) => ({ id, name, resource }))).toEqual([
      { id: 'prod', name: 'prod', resource: 'endpoints' },
      { id: 'stage', name: 'stage', resource: 'endpointslices' },
    ]);
    expect(results.map(({ status }) => status)).toEqual(['resolved']);
    expect(findings).toEqual([
      {
        id: 'G12',
        severity: 'info',
        cluster: 'stage',
        message:
          'The gateway skips slices without the label kubernetes.io/service-name: x/a. Add the label if they belong to a Service.',
      },
    ]);
  });
});

describe('a cluster that could not be listed', () => {
  const discovery = offline({ manifests: [endpoints('default/cms')] });
  const message = `${SERVER} cannot be reached: connection refused`;
  const lastError = new KubeError(message, { kind: 'unreachable', cause: 'refused', server: SERVER });

  test('leaves its names unknown, with the reason of the failure', async () => {
    const report = await resolveNames(
      withState(discovery, SERVER, { lists: 0, lastError }),
      ['default/cms:http'],
      () => nothingKnown,
    );
    expect(report.results).toEqual([
      { serviceName: 'default/cms:http', nodes: null, status: 'unknown', reason: { id: 'N01', message, suggestions: [] } },
    ]);
    expect(report.clusters).toEqual([
      {
        id: null,
        server: SERVER,
        name: 'files',
        resource: 'endpoints',
        objects: 1,
        resourceVersion: '',
        error: { id: 'N01', kind: 'unreachable', message },
      },
    ]);
  });

  test('or is still being listed', async () => {
    const report = await resolveNames(withState(discovery, SERVER, { lists: 0 }), ['default/cms:http'], () => nothingKnown);
    expect(report.results.map(({ status, reason }) => ({ status, reason }))).toEqual([
      { status: 'unknown', reason: { id: 'G15', message: `The first list of ${SERVER} is not complete yet.`, suggestions: [] } },
    ]);
    expect(report.clusters[0]).not.toHaveProperty('error');
  });

  test('does not hide that a name is badly written', async () => {
    const report = await resolveNames(
      withState(discovery, SERVER, { lists: 0, lastError }),
      ['cms.default.svc'],
      () => nothingKnown,
    );
    expect(report.results.map(({ status, reason }) => [status, reason?.id])).toEqual([['none', 'S02']]);
  });

  test('does not matter once it has been listed', async () => {
    const report = await resolveNames(withState(discovery, SERVER, { lastError }), ['default/cms:http'], () => nothingKnown);
    expect(report.results.map(({ status }) => status)).toEqual(['resolved']);
    expect(report.clusters[0]).not.toHaveProperty('error');
  });
});

test('facts of one report are gathered once for each cluster, and only asked where a name has no nodes', async () => {
  const asked: string[] = [];
  const discovery = offline([
    { id: 'prod', manifests: [endpoints('default/cms')] },
    { id: 'stage', manifests: [endpoints('default/cms')] },
  ]);
  const made: string[] = [];
  await resolveNames(discovery, ['prod/default/cms:http', 'stage/default/none:http', 'stage/default/gone:http'], ({ setup }) => {
    made.push(setup.name);
    return { ...nothingKnown, service: async (namespace, name) => (asked.push(`${setup.name} ${namespace}/${name}`), 'unknown') };
  });
  expect(made).toEqual(['prod', 'stage']);
  expect(new Set(asked)).toEqual(new Set(['stage default/none', 'stage default/gone']));
});

test('the reasons of many names leave room for a signal in between', async () => {
  const discovery = offline({ manifests: [endpoints('default/cms')] });
  let explained = 0;
  const facts = { ...nothingKnown, service: async () => (explained++, 'unknown' as const) };
  const resolving = resolveNames(
    discovery,
    Array.from({ length: 1000 }, (_, at) => `default/x${at}:http`),
    () => facts,
  );
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(explained).toBeLessThan(1000);
  await resolving;
});

test('all names are those of every port of every cluster, sorted', () => {
  const ports = [
    { name: 'http', port: 80 },
    { name: 'grpc', port: 81 },
  ];
  const discovery = offline([
    { id: 'stage', manifests: [endpoints('default/cms')] },
    {
      id: 'prod',
      manifests: [
        endpoints('default/cms', { ports }),
        endpoints('a/web', { ports: [{ port: 8080 }] }),
        endpoints('a/none', { addresses: [] }),
      ],
    },
  ]);
  expect(allNames(discovery)).toEqual([
    'prod/a/web:8080',
    'prod/default/cms:grpc',
    'prod/default/cms:http',
    'stage/default/cms:http',
  ]);
});

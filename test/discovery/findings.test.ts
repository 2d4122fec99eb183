import { describe, expect, test } from 'vitest';
import type { DiscoveredCluster } from '../../src/discovery/discovery.ts';
import { clusterFindings } from '../../src/discovery/findings.ts';
import { releaseOf } from '../../src/apisix/release.ts';
import { KubeError } from '../../src/kube/kube-error.ts';
import { endpointSlice, endpoints } from '../support/objects.ts';
import { offline } from '../support/offline.ts';

function findingsOf(
  {
    manifests,
    resource = 'endpoints',
    version = '3.18.0',
  }: { manifests: readonly object[]; resource?: 'endpoints' | 'endpointslices'; version?: string },
  change: (cluster: DiscoveredCluster) => DiscoveredCluster = (cluster) => cluster,
) {
  const { clusters } = offline({ manifests, resource, name: 'kind' }, { version });
  return clusters.flatMap((cluster) => clusterFindings(change(cluster), releaseOf(version)));
}

test('nothing to say of a healthy cluster', () => {
  expect(findingsOf({ manifests: [endpoints('default/a')] })).toEqual([]);
  expect(findingsOf({ manifests: [endpointSlice('default/a', { service: 'a' })], resource: 'endpointslices' })).toEqual([]);
});

test('a slice with ports: null stops discovery', () => {
  const slice = { ...endpointSlice('default/x', { service: 'x' }), ports: null };
  expect(findingsOf({ manifests: [slice], resource: 'endpointslices' })).toEqual([
    {
      id: 'G22',
      severity: 'error',
      cluster: 'kind',
      message:
        'APISIX 3.18.0 stops discovery for the whole cluster here, because slice default/x has ports: null. ' +
        'Declare a port on its Service, exclude its namespace with namespace_selector, or set watch_endpoint_slices: false.',
    },
  ]);
});

test('another null stops it too', () => {
  expect(
    findingsOf({
      manifests: [{ ...endpoints('default/x'), subsets: [{ addresses: null, ports: [{ name: 'http', port: 80 }] }] }],
    }),
  ).toEqual([
    {
      id: 'G24',
      severity: 'error',
      cluster: 'kind',
      message:
        'APISIX 3.18.0 stops discovery for the whole cluster here, because its Lua cannot read subsets[0].addresses of default/x ' +
        "(attempt to get length of field 'subsets[0].addresses' (a userdata value)). " +
        'Mend the object or exclude its namespace with namespace_selector.',
    },
  ]);
});

test('a line that is not written as the gateway expects blocks the watch', () => {
  const findings = findingsOf({ manifests: [endpoints('default/a')] }, (cluster) => {
    cluster.view.event({ type: 'ADDED', object: {}, wellFramed: false }, () => '{ "type":"ADDED"…');
    return cluster;
  });
  expect(findings).toEqual([
    {
      id: 'G25',
      severity: 'error',
      cluster: 'kind',
      message:
        'APISIX 3.18.0 applies no event of this watch after the line \'{ "type":"ADDED"…\', which is not written as it expects. ' +
        'Look for a proxy that rewrites the answers of the API server.',
    },
  ]);
});

test('skipped objects are counted, the first three by name', () => {
  const slices = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
    ...endpointSlice(`default/${name}`, { service: name }),
    metadata: { name, namespace: 'default' },
  }));
  const nameless = { ...endpointSlice('default/x', { service: 'x' }), metadata: { namespace: 'default' } };
  expect(findingsOf({ manifests: [...slices, nameless], resource: 'endpointslices' })).toEqual([
    {
      id: 'G26',
      severity: 'warning',
      cluster: 'kind',
      message: 'The gateway skips objects without namespace or name: default/–.',
    },
    {
      id: 'G12',
      severity: 'info',
      cluster: 'kind',
      message:
        'The gateway skips slices without the label kubernetes.io/service-name: default/a, default/b, default/c and 2 more. ' +
        'Add the label if they belong to a Service.',
    },
  ]);
});

describe('slices with a release that cannot', () => {
  test.each(['2.13.0', '3.8.0', '3.9.0', '3.13.0'])('%s watches Endpoints', (version) => {
    expect(findingsOf({ manifests: [endpoints('default/a')], resource: 'endpointslices', version })).toEqual([
      {
        id: 'C22',
        severity: 'warning',
        cluster: 'kind',
        message: `watch_endpoint_slices is on, but APISIX ${version} watches Endpoints all the same. It works from 3.15.0 on.`,
      },
    ]);
  });

  test('3.14 stores them under the wrong name', () => {
    expect(
      findingsOf({ manifests: [endpointSlice('default/a-1', { service: 'a' })], resource: 'endpointslices', version: '3.14.1' }),
    ).toEqual([
      {
        id: 'C22',
        severity: 'error',
        cluster: 'kind',
        message:
          "watch_endpoint_slices is on, but APISIX 3.14.1 stores each slice under the slice's own name, with nodes that have no host. It works from 3.15.0 on.",
      },
    ]);
  });
});

describe('a later page that failed', () => {
  const failed = (cluster: DiscoveredCluster): DiscoveredCluster => {
    const error = new KubeError('https://a no longer has the state that GET /api/v1/endpoints asks for (410)', {
      kind: 'gone',
      server: 'https://a',
    });
    return { ...cluster, state: { ...cluster.state, pageFailure: error } };
  };

  test.each([
    ['3.14.1', 'misses what is new on the pages it did not get'],
    ['3.15.0', 'deletes the services on the pages it did not get'],
  ])('%s %s', (version, loss) => {
    expect(findingsOf({ manifests: [endpoints('default/a')], version }, failed)).toEqual([
      {
        id: 'G05',
        severity: 'warning',
        cluster: 'kind',
        message:
          `A later page of a list failed and was asked for again here; APISIX ${version} logs nothing, goes on and ${loss}. ` +
          'https://a no longer has the state that GET /api/v1/endpoints asks for (410)',
      },
    ]);
  });
});

describe('a deprecation warning', () => {
  const text = 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice';
  const warned = (cluster: DiscoveredCluster): DiscoveredCluster => ({
    ...cluster,
    state: { ...cluster.state, warnings: [text] },
  });

  test.each([
    ['3.18.0', 'watch_endpoint_slices: true uses slices.'],
    ['3.14.1', 'From 3.15.0 on, watch_endpoint_slices: true uses slices.'],
  ])('with %s', (version, remedy) => {
    expect(findingsOf({ manifests: [endpoints('default/a')], version }, warned)).toEqual([
      { id: 'G10', severity: 'info', cluster: 'kind', message: `The API server warns: ${text}. ${remedy}` },
    ]);
  });
});

test.each([
  ['match', 'matches nothing'],
  ['not-match', 'leaves out every namespace that no pattern before it decides'],
] as const)('a pattern of %s that PCRE cannot compile is named', (kind, effect) => {
  const withPatterns = (cluster: DiscoveredCluster): DiscoveredCluster => ({
    ...cluster,
    setup: { ...cluster.setup, namespaceSelector: { kind, patterns: ['default', '[a-'] } },
  });
  expect(findingsOf({ manifests: [endpoints('default/a')] }, withPatterns)).toEqual([
    {
      id: 'C16',
      severity: 'error',
      cluster: 'kind',
      message: `The pattern [a- of namespace_selector is no regular expression (missing terminating ] for character class), so it ${effect}.`,
    },
  ]);
});

test('an empty page behind a namespace chosen by equal means that the API server lost the rest', () => {
  const paged = (emptyPages: number) => (cluster: DiscoveredCluster) => ({
    ...cluster,
    setup: { ...cluster.setup, namespaceSelector: { kind: 'equal', namespace: 'shop' } as const },
    state: { ...cluster.state, objects: 120, emptyPages },
  });
  expect(findingsOf({ manifests: [endpoints('shop/a')] }, paged(0))).toEqual([]);
  expect(findingsOf({ manifests: [endpoints('shop/a')] }, paged(1))).toEqual([
    {
      id: 'G28',
      severity: 'error',
      cluster: 'kind',
      message:
        'The API server lost all but the first 120 objects of namespace shop: it heeds namespace_selector.equal on the first page of a ' +
        'list only. Write match: ["shop"] instead of equal.',
    },
  ]);
});

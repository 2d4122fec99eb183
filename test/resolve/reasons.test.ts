import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DiscoveredCluster, Discovery } from '../../src/discovery/discovery.ts';
import type { CatalogueId } from '../../src/findings/catalogue.ts';
import type { ClusterFacts } from '../../src/resolve/facts.ts';
import { manifestFacts } from '../../src/resolve/manifest-facts.ts';
import type { OfflineCluster } from '../../src/resolve/offline-cluster.ts';
import type { Reason } from '../../src/resolve/report.ts';
import { resolveNames } from '../../src/resolve/resolve.ts';
import { endpoints, service } from '../support/objects.ts';
import { nothingKnown, offline } from '../support/offline.ts';

type Row = readonly [serviceName: string, id: CatalogueId, message: string, suggestions: readonly string[]];

const fixture = (name: string): string => readFileSync(`test/fixtures/manifests/${name}`, 'utf8');

async function reasonFor<C extends DiscoveredCluster>(
  discovery: Discovery<C>,
  name: string,
  facts: (cluster: C) => ClusterFacts,
): Promise<Reason | undefined> {
  const { results } = await resolveNames(discovery, [name], facts);
  return results[0]?.reason;
}

test('of a text that is thousands of names only the first are looked into', async () => {
  let asked = 0;
  const facts = { ...nothingKnown, service: async () => (asked++, 'unknown' as const) };
  const reason = await reasonFor(offline({ manifests: [endpoints('default/cms')] }), 'default/x:http,'.repeat(5000), () => facts);
  expect(reason).toMatchObject({ id: 'S17', suggestions: [] });
  expect(asked).toBeLessThan(50);
});

describe('the spelling of a name', () => {
  const shop = offline({ manifests: fixture('shop.yaml') });
  const wants = 'APISIX wants namespace/name:portName.';
  const dns = `This is a DNS name. ${wants}`;
  const slash = `There is a slash too many. ${wants}`;
  const http = ['default/cms:http'];
  const cms = ['default/cms:http', 'default/cms:metrics'];
  const planDev = ['default/plat-dev:port'];

  test.each<Row>([
    ['default/cms', 'S01', `The port is missing. ${wants}`, cms],
    ['default/web', 'S01', `The port is missing. ${wants}`, ['default/web:8080']],
    ['plat-dev', 'S01', `The port is missing. ${wants}`, planDev],
    ['nothing', 'S01', `The port is missing. ${wants}`, []],
    ['', 'S01', `The port is missing. ${wants}`, []],
    ['cms.default.svc.cluster.local:80', 'S02', dns, cms],
    ['cms.default.svc.cluster.local.', 'S02', dns, cms],
    ['cms.default.svc:81', 'S02', dns, ['default/cms:metrics', 'default/cms:http']],
    ['cms.default.svc', 'S02', dns, cms],
    ['cms.default:80', 'S02', dns, cms],
    ['cms.default', 'S02', dns, cms],
    ['default/cms.default.svc:80', 'S02', dns, cms],
    ['http://cms.default.svc:81/a?b=c', 'S02', dns, ['default/cms:metrics', 'default/cms:http']],
    ['http://plat-dev', 'S02', dns, planDev],
    ['CMS.Default.SVC:80', 'S02', dns, cms],
    ['_metrics._tcp.cms.default.svc.cluster.local', 'S02', dns, ['default/cms:metrics', 'default/cms:http']],
    ['cms-0.cms.default.svc:80', 'S02', dns, cms],
    ['plat-dve.default.svc', 'S02', dns, planDev],
    [
      'manual.default.svc',
      'S02',
      'This is a DNS name. APISIX wants namespace/name:portName. Here that is default/manual and the name of its port.',
      [],
    ],
    ['www.example.com:443', 'S02', dns, []],
    ['10.5.10.109:5001', 'S02', `This is an address. ${wants}`, planDev],
    ['10.5.10.109', 'S02', `This is an address. ${wants}`, planDev],
    ['10.9.9.9:80', 'S02', `This is an address. ${wants}`, []],
    ['plat-dev:port', 'S05', `The namespace is missing. ${wants}`, planDev],
    ['plat-dve:port', 'S05', `The namespace is missing. ${wants}`, planDev],
    ['login:http', 'S05', `The namespace is missing. ${wants}`, ['identity/login:http', 'staging/login:http']],
    [':http', 'S05', `The namespace is missing. ${wants}`, []],
    ['/default/cms:http', 'S05', slash, http],
    ['default//cms:http', 'S05', slash, http],
    ['default/cms/:http', 'S05', slash, http],
    ['default/cms:http/v1', 'S05', slash, http],
    ['/cms:http', 'S05', slash, cms],
    ['default:cms:http', 'S05', `There is more than one colon. ${wants}`, http],
    ['default/cms:http:80', 'S05', `There is more than one colon. ${wants}`, cms],
    ['default/cms/extra:http', 'S05', `There are 3 parts before the colon. ${wants}`, http],
    ['a/b/default/cms:http', 'S05', `There are 4 parts before the colon. ${wants}`, http],
    ['prod/default/cms:http', 'S08', `In single-cluster mode no id comes first. ${wants}`, http],
    ['prod/default/cmss:http', 'S08', `In single-cluster mode no id comes first. ${wants}`, cms],
    [
      'default/cms:http;default/web:8080',
      'S17',
      'These are 2 names, and service_name takes one. To share traffic among services use the traffic-split plugin.',
      ['default/cms:http', 'default/web:8080'],
    ],
    [
      'default/cms:http, default/web:80, login:http',
      'S17',
      'These are 3 names, and service_name takes one. To share traffic among services use the traffic-split plugin.',
      ['default/cms:http', 'default/web:8080', 'identity/login:http', 'staging/login:http'],
    ],
    [
      'default/cms:http default/web:8080',
      'S17',
      'These are 2 names, and service_name takes one. To share traffic among services use the traffic-split plugin.',
      ['default/cms:http', 'default/web:8080'],
    ],
    ['default/cms:http;', 'S18', 'No Kubernetes name has the character ;.', []],
    ['Default/CMS:http', 'S18', 'Kubernetes names are all lower case.', http],
    [' default/cms:http', 'S18', 'There is a space in the name.', http],
    ['default/cms: http', 'S18', 'There is a space in the name.', http],
    ['default/cms:http\t', 'S18', 'There is white space (U+0009) in the name.', http],
    ['"default/cms:http"', 'S18', 'No Kubernetes name has the character ".', http],
    ['default/cms：http', 'S18', '"：" (U+FF1A) is not ":".', http],
    ['default／cms：http', 'S18', '"／" (U+FF0F) is not "/". "：" (U+FF1A) is not ":".', http],
    ['default/plat‑dev:port', 'S18', '"‑" (U+2011) is not "-".', planDev],
    ['default/сms:http', 'S18', '"с" (U+0441) is not "c".', http],
    ['default/cms\u200b:http', 'S18', 'There is an invisible character (U+200B) in the name.', http],
    ['CMS.default.svc：80', 'S18', 'Kubernetes names are all lower case. "：" (U+FF1A) is not ":".', cms],
    [
      'default/商店:http',
      'S18',
      'No Kubernetes name has the character 商 (U+5546). No Kubernetes name has the character 店 (U+5E97).',
      [],
    ],
    [
      `default/${'a'.repeat(250)}:http`,
      'S22',
      'The gateway takes a service_name of 256 characters at most; this one has 263.',
      [],
    ],
  ])('%j is %s', async (name, id, message, suggestions) => {
    expect(await reasonFor(shop, name, manifestFacts)).toEqual({ id, message, suggestions });
  });
});

describe('a well-written name with Endpoints', () => {
  const shop = offline({ manifests: fixture('shop.yaml') });
  const named = 'The ports of default/cms have names, so a number does not work. Write the name.';
  const unnamed = "A port without name goes by the number of the pods, which is the Service's targetPort.";

  test.each<Row>([
    ['default/cms:', 'S01', 'The port is missing. default/cms has http, metrics.', ['default/cms:http', 'default/cms:metrics']],
    ['default/cms:80', 'S03', named, ['default/cms:http', 'default/cms:metrics']],
    ['default/cms:8080', 'S03', named, ['default/cms:http', 'default/cms:metrics']],
    ['default/cms:9090', 'S03', named, ['default/cms:metrics', 'default/cms:http']],
    ['default/cms:1', 'S03', named, ['default/cms:http', 'default/cms:metrics']],
    ['default/web:80', 'S04', `80 is the port of the Service. ${unnamed}`, ['default/web:8080']],
    ['default/plat-dve:port', 'S25', 'There is no Service plat-dve in namespace default.', ['default/plat-dev:port']],
    ['default/plat:port', 'S25', 'There is no Service plat in namespace default.', ['default/plat-dev:port']],
    ['default/elsewhere:http', 'S25', 'There is no Service elsewhere in namespace default.', []],
    [
      'defualt/plat-dev:port',
      'S05',
      'There is nothing at defualt/plat-dev; a service of this name is in default.',
      ['default/plat-dev:port'],
    ],
    [
      'default/login:http',
      'S05',
      'There is nothing at default/login; a service of this name is in identity, staging.',
      ['identity/login:http', 'staging/login:http'],
    ],
    ['staging/manual:http', 'S05', 'There is nothing at staging/manual; a service of this name is in default.', []],
    [
      'default/storefront:8080',
      'S09',
      'storefront is a Deployment. APISIX wants the name of the Service, here web.',
      ['default/web:8080'],
    ],
    [
      'default/web-7d4b9c6f5-x2x4z:80',
      'S09',
      'web-7d4b9c6f5-x2x4z is a pod. APISIX wants the name of the Service, here web.',
      ['default/web:8080'],
    ],
    [
      'default/batch:http',
      'S09',
      'batch is a Deployment. APISIX wants the name of a Service, and no Service selects its pods.',
      [],
    ],
    [
      'default/starting:http',
      'S10',
      'default/starting has 2 addresses, none of them ready. Look at its pods: kubectl -n default get pods',
      [],
    ],
    ['default/nobody:http', 'S11', 'The selector of the Service default/nobody (app=nobody) matches no pod.', []],
    [
      'default/misnamed:http',
      'S12',
      'The Service default/misnamed sends to the port named web, and no container of its pods has a port of this name.',
      [],
    ],
    [
      'default/outside:http',
      'S13',
      'default/outside is an ExternalName Service for api.example.com, which has no Endpoints. Use nodes or DNS discovery with that name.',
      [],
    ],
    [
      'default/manual:http',
      'S14',
      'The Service default/manual has no selector, and nobody wrote Endpoints with addresses for it.',
      [],
    ],
    [
      'default/portless:http',
      'S15',
      'The Service default/portless declares no port, and a name needs one. Declare a port on it.',
      [],
    ],
    [
      'default/web:',
      'S23',
      'The port of default/web has no name, and with Endpoints it goes by its number.',
      ['default/web:8080'],
    ],
    ['default/cms:htp', 'S24', 'default/cms has no port htp; it has http, metrics.', ['default/cms:http', 'default/cms:metrics']],
    [
      'default/cms:metric',
      'S24',
      'default/cms has no port metric; it has http, metrics.',
      ['default/cms:metrics', 'default/cms:http'],
    ],
    ['default/web:http', 'S24', 'default/web has no port http; it has 8080.', ['default/web:8080']],
    ['default/web:443', 'S24', 'default/web has no port 443; it has 8080.', ['default/web:8080']],
  ])('%j is %s', async (name, id, message, suggestions) => {
    expect(await reasonFor(shop, name, manifestFacts)).toEqual({ id, message, suggestions });
  });

  test('a pod without an address yet is no pod that is missing', async () => {
    const pending = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a-0', labels: { app: 'a' } },
      spec: {},
      status: { phase: 'Pending' },
    };
    const empty = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'a' } };
    const discovery = offline({ manifests: [empty, service('default/a'), pending] });
    expect(await reasonFor(discovery, 'default/a:http', manifestFacts)).toEqual({
      id: 'S10',
      message: 'The pods of default/a have no address yet. Look at them: kubectl -n default get pods',
      suggestions: [],
    });
  });

  test('five suggestions at most', async () => {
    const ports = Array.from({ length: 9 }, (_, at) => ({ name: `port-${at}`, port: 8000 + at }));
    const discovery = offline({ manifests: [endpoints('default/a', { ports })] });
    const reason = await reasonFor(discovery, 'default/a:port-10', manifestFacts);
    expect(reason?.suggestions).toEqual(['port-0', 'port-1', 'port-2', 'port-3', 'port-4'].map((port) => `default/a:${port}`));
  });
});

describe('a well-written name with EndpointSlices', () => {
  const slices = offline({ manifests: fixture('slices.yaml'), resource: 'endpointslices' });
  const colon =
    'The port of default/web has no name; with EndpointSlices only a trailing colon reaches it. Better name the port in the Service.';

  test.each<Row>([
    ['default/web:8080', 'S23', colon, ['default/web:']],
    ['default/web:80', 'S23', colon, ['default/web:']],
    ['default/web:http', 'S23', colon, ['default/web:']],
    [
      'default/cms:8080',
      'S03',
      'The ports of default/cms have names, so a number does not work. Write the name.',
      ['default/cms:http'],
    ],
    [
      'default/starting:http',
      'S10',
      'default/starting has one address, and it is not ready. Look at its pods: kubectl -n default get pods',
      [],
    ],
    [
      'default/byhand:http',
      'G11',
      'The slices of default/byhand do not say whether their endpoints are ready; Kubernetes takes them for ready, the gateway does not. ' +
        'Write conditions: {ready: true}.',
      [],
    ],
    [
      'default/nobody:http',
      'S11',
      'default/nobody has no address at all: its selector matches no pod, or no pod has the port that it names.',
      [],
    ],
    ['default/unlabelled:http', 'S25', 'The gateway knows no service unlabelled in namespace default.', []],
    ['default/cms-aaaaa:http', 'S25', 'The gateway knows no service cms-aaaaa in namespace default.', ['default/cms:http']],
  ])('%j is %s', async (name, id, message, suggestions) => {
    expect(await reasonFor(slices, name, manifestFacts)).toEqual({ id, message, suggestions });
  });

  test('3.14 stores slices under their own names', async () => {
    const broken = offline({ manifests: fixture('slices.yaml'), resource: 'endpointslices' }, { version: '3.14.1' });
    expect(await reasonFor(broken, 'default/cms:http', manifestFacts)).toEqual({
      id: 'C22',
      message:
        "watch_endpoint_slices is on, but APISIX 3.14.1 stores each slice under the slice's own name, with nodes that have no host. It works from 3.15.0 on.",
      suggestions: [],
    });
  });
});

describe('several clusters', () => {
  const clusters = offline([
    { id: 'prod', manifests: [endpoints('default/cms'), endpoints('default/pay')] },
    { id: 'stage', manifests: [endpoints('default/cms'), endpoints('default/pray')] },
  ]);
  const wants = 'APISIX wants id/namespace/name:portName.';

  test.each<Row>([
    ['default/cms:http', 'S06', `The cluster's id is missing: ${wants}`, ['prod/default/cms:http', 'stage/default/cms:http']],
    ['default/pay:http', 'S06', `The cluster's id is missing: ${wants}`, ['prod/default/pay:http']],
    ['cms:http', 'S06', `The cluster's id is missing: ${wants}`, ['prod/default/cms:http', 'stage/default/cms:http']],
    ['default/cmss:http', 'S06', `The cluster's id is missing: ${wants}`, ['prod/default/cms:http', 'stage/default/cms:http']],
    [
      'prd/default/cms:http',
      'S07',
      "No cluster has the id prd; the gateway's config has prod, stage.",
      ['prod/default/cms:http', 'stage/default/cms:http'],
    ],
    [
      'stag/default/cms:http',
      'S07',
      "No cluster has the id stag; the gateway's config has prod, stage.",
      ['stage/default/cms:http', 'prod/default/cms:http'],
    ],
    ['/prod/default/cms:http', 'S05', `There is a slash too many. ${wants}`, ['prod/default/cms:http']],
    ['a/prod/default/cms:http', 'S05', `There are 4 parts before the colon. ${wants}`, ['prod/default/cms:http']],
    ['default/cms', 'S01', `The port is missing. ${wants}`, ['prod/default/cms:http', 'stage/default/cms:http']],
    ['cms.default.svc:80', 'S02', `This is a DNS name. ${wants}`, ['prod/default/cms:http', 'stage/default/cms:http']],
    ['stage/cms.default:80', 'S02', `This is a DNS name. ${wants}`, ['stage/default/cms:http']],
    ['stage/cms.default.svc:80', 'S02', `This is a DNS name. ${wants}`, ['stage/default/cms:http']],
    ['stage/cms:http', 'S05', `The namespace is missing. ${wants}`, ['stage/default/cms:http']],
    ['stage/pay:http', 'S05', `The namespace is missing. ${wants}`, ['prod/default/pay:http']],
    ['prod:default:cms:http', 'S05', `There is more than one colon. ${wants}`, ['prod/default/cms:http']],
    [
      'stage/default/pay:http',
      'S05',
      'There is nothing at default/pay of cluster stage; a service of this name is in default of cluster prod.',
      ['prod/default/pay:http'],
    ],
  ])('%j is %s', async (name, id, message, suggestions) => {
    expect(await reasonFor(clusters, name, manifestFacts)).toEqual({ id, message, suggestions });
  });

  test('a list of one cluster takes an id as well', async () => {
    const one = offline([{ id: 'prod', manifests: [endpoints('default/cms')] }]);
    expect(await reasonFor(one, 'default/cms:http', manifestFacts)).toEqual({
      id: 'S06',
      message: `The cluster's id is missing: ${wants} A list of one cluster needs it too.`,
      suggestions: ['prod/default/cms:http'],
    });
  });
});

describe('selectors', () => {
  const manifests = [endpoints('default/cms'), endpoints('prod/cms'), endpoints('prod/pay', { labels: { team: 'pay' } })];

  test.each([
    [{ kind: 'equal', namespace: 'prod' }, 'equal: prod'],
    [{ kind: 'not-equal', namespace: 'default' }, 'not_equal: default'],
    [{ kind: 'match', patterns: ['prod', 'def'] }, 'match: prod, def'],
    [{ kind: 'not-match', patterns: ['def.*'] }, 'not_match: def.*'],
  ] as const)('namespace_selector %j leaves a namespace out', async (namespaceSelector, words) => {
    const discovery = offline({ manifests, namespaceSelector });
    expect(await reasonFor(discovery, 'default/cms:http', () => nothingKnown)).toEqual({
      id: 'S16',
      message: `namespace_selector (${words}) leaves out the namespace default, so the gateway sees nothing in it.`,
      suggestions: ['prod/cms:http'],
    });
  });

  test('label_selector leaves an object out', async () => {
    const discovery = offline({ manifests, labelSelector: 'team=pay', selectsLabels: (labels) => labels['team'] === 'pay' });
    expect(await reasonFor(discovery, 'prod/cms:http', manifestFacts)).toEqual({
      id: 'S16',
      message:
        'label_selector (team=pay) leaves out the Endpoints of prod/cms. They carry the labels of their Service, not of its pods.',
      suggestions: [],
    });
  });

  test('what a selector leaves in has other reasons', async () => {
    const discovery = offline({ manifests, namespaceSelector: { kind: 'equal', namespace: 'prod' } });
    expect(await reasonFor(discovery, 'prod/cms:htp', manifestFacts)).toEqual({
      id: 'S24',
      message: 'prod/cms has no port htp; it has http.',
      suggestions: ['prod/cms:http'],
    });
  });
});

describe('discovery at a standstill', () => {
  const slice = (name: string, more: object) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${name}-aaaaa`, namespace: 'default', labels: { 'kubernetes.io/service-name': name } },
    endpoints: [
      { addresses: ['10.0.0.1'], conditions: { ready: true } },
      { addresses: ['10.0.0.2'], conditions: { ready: true } },
    ],
    ports: [{ name: 'http', port: 8080 }],
    ...more,
  });
  const discovery = offline({
    manifests: [slice('a', {}), slice('headless', { ports: null }), slice('z', {})],
    resource: 'endpointslices',
  });
  const stops =
    'APISIX 3.18.0 stops discovery for the whole cluster here, because slice default/headless-aaaaa has ports: null. ' +
    'Declare a port on its Service, exclude its namespace with namespace_selector, or set watch_endpoint_slices: false.';

  test.each<Row>([
    ['default/z:http', 'G22', `${stops} default/z:http would have 2 nodes.`, []],
    ['default/headless:http', 'G22', stops, []],
    ['default/y:http', 'S25', 'The gateway knows no service y in namespace default.', []],
    ['default/a:htp', 'S24', 'default/a has no port htp; it has http.', ['default/a:http']],
  ])('%j is %s', async (name, id, message, suggestions) => {
    expect(await reasonFor(discovery, name, manifestFacts)).toEqual({ id, message, suggestions });
  });

  test('where the slices cannot be read, the standstill is the likeliest reason', async () => {
    expect(await reasonFor(discovery, 'default/z:http', () => nothingKnown)).toEqual({
      id: 'G22',
      message: stops,
      suggestions: [],
    });
  });
});

describe('an account that may only read what the gateway watches', () => {
  const shop = offline({ manifests: fixture('shop.yaml') });
  const named = 'The ports of default/cms have names, so a number does not work. Write the name.';
  const unnamed = "A port without name goes by the number of the pods, which is the Service's targetPort.";
  const noAddress = 'has no address at all: its selector matches no pod, or no pod has the port that it names.';

  test.each<Row>([
    [
      'cms.default.svc:81',
      'S02',
      'This is a DNS name. APISIX wants namespace/name:portName.',
      ['default/cms:http', 'default/cms:metrics'],
    ],
    ['default/cms:9090', 'S03', named, ['default/cms:metrics', 'default/cms:http']],
    ['default/web:80', 'S04', `default/web has no port 80. ${unnamed}`, ['default/web:8080']],
    [
      'default/web-7d4b9c6f5-x2x4z:80',
      'S09',
      'web-7d4b9c6f5-x2x4z looks like the name of a pod. APISIX wants the name of the Service, here web.',
      ['default/web:8080'],
    ],
    [
      'default/cms-0:http',
      'S09',
      'cms-0 looks like the name of a pod. APISIX wants the name of the Service, here cms.',
      ['default/cms:http', 'default/cms:metrics'],
    ],
    ['default/storefront:8080', 'S25', 'The gateway knows no service storefront in namespace default.', []],
    ['default/nobody:http', 'S11', `default/nobody ${noAddress}`, []],
    ['default/outside:http', 'S25', 'The gateway knows no service outside in namespace default.', []],
    [
      'prod/plat-dev:port',
      'S05',
      'There is nothing at prod/plat-dev; a service of this name is in default.',
      ['default/plat-dev:port'],
    ],
  ])('%j is %s', async (name, id, message, suggestions) => {
    expect(await reasonFor(shop, name, () => nothingKnown)).toEqual({ id, message, suggestions });
  });
});

describe('any text', () => {
  const single = offline({ manifests: fixture('shop.yaml') });
  const multi = offline([
    { id: 'prod', manifests: fixture('shop.yaml') },
    { id: 'stage', manifests: fixture('slices.yaml'), resource: 'endpointslices' },
  ]);
  const parts = [
    'default',
    'cms',
    'web',
    'login',
    'prod',
    'svc',
    'http',
    '80',
    '8080',
    '/',
    ':',
    '.',
    '-',
    ';',
    ' ',
    '：',
    'C',
    '\n',
    'http://',
  ];
  const names = fc.oneof(
    fc.array(fc.constantFrom(...parts), { maxLength: 9 }).map((words) => words.join('')),
    fc.string({ unit: 'grapheme' }),
  );

  test.each([
    ['single-cluster', single],
    ['multi-cluster', multi],
  ] as const)('in %s mode has nodes or a reason, and what is suggested has nodes', async (_, discovery) => {
    await fc.assert(
      fc.asyncProperty(names, fc.boolean(), async (name, mayRead) => {
        const facts = (cluster: OfflineCluster): ClusterFacts => (mayRead ? manifestFacts(cluster) : nothingKnown);
        const { results } = await resolveNames(discovery, [name], facts);
        const suggestions = results.flatMap(({ reason }) => reason?.suggestions ?? []);
        expect(results.map(({ status, reason }) => (status === 'resolved') === (reason === undefined))).toEqual([true]);
        const again = await resolveNames(discovery, suggestions, facts);
        expect(again.results.filter(({ status }) => status !== 'resolved')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

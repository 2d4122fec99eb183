import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { parseDiscoveryConfig } from '../../src/apisix/discovery-config/parse.ts';
import type { Json } from '../../src/apisix/lua.ts';
import type { NodeDict } from '../../src/apisix/node-dict.ts';
import { releaseOf } from '../../src/apisix/release.ts';
import { fieldSelector } from '../../src/apisix/selectors.ts';
import { GatewayView } from '../../src/apisix/view.ts';
import { fakeGateway } from '../support/control-api.ts';
import type { FakeGateway, RunningGateway } from '../support/control-api.ts';
import { endpoints, namespace } from '../support/objects.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { HEALTHY, doctorFrom, told } from './doctor.ts';
import type { DoctorAnswer } from './doctor.ts';
import { freePort } from './free-port.ts';
import { TokenStage } from './token-stage.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-gateway-'));
let controlPlane: ControlPlane;
let stage: TokenStage;
let token: string;
let tokenFile: string;

beforeAll(async () => {
  controlPlane = await startControlPlane(assets);
  const { admin } = controlPlane;
  stage = new TokenStage(controlPlane);
  token = await stage.secretToken(await stage.account());
  tokenFile = fileWith(token);
  // From now on Endpoints are those that stand here.
  await controlPlane.stopControllerManager();
  await admin.apply(
    namespace('shop'),
    namespace('full'),
    endpoints('shop/cart', { addresses: ['10.1.0.3'] }),
    endpoints('shop/cms', { addresses: ['10.1.0.1', '10.1.0.2'] }),
    ...Array.from({ length: 250 }, (_, at) =>
      endpoints(`shop/s${String(at).padStart(3, '0')}`, { addresses: [`10.2.0.${at + 1}`] }),
    ),
  );
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await controlPlane.stop();
});

let files = 0;

function fileWith(text: string): string {
  const path = join(directory, `file-${++files}`);
  writeFileSync(path, text);
  return path;
}

/** `discovery.kubernetes` of a gateway of this cluster. */
function kubernetes(settings: object = {}): object {
  const { hostname: host, port } = new URL(controlPlane.url);
  return { service: { schema: 'https', host, port }, client: { token_file: tokenFile }, ...settings };
}

let hosts = 1;

/** A gateway that runs with these settings and has listed the cluster, on a host of its own, so that port 7085 is its own. */
async function gatewayOf(
  fields: Partial<RunningGateway> = {},
  settings: object | readonly object[] = kubernetes(),
): Promise<FakeGateway> {
  const release = releaseOf(fields.version ?? '3.18.0');
  const text = JSON.stringify({ discovery: { kubernetes: settings } });
  const parsed = parseDiscoveryConfig(text, { release, env: () => undefined });
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join());
  const { mode, raw, clusters } = parsed.config;
  const dicts = clusters.map(async ({ id, namespaceSelector }) => {
    const field = fieldSelector(namespaceSelector);
    return { id, dict: await dictNow(release.version, field === undefined ? '' : `?fieldSelector=${field}`) };
  });
  const gateway = { mode, config: raw, clusters: await Promise.all(dicts), ...fields };
  return fakeGateway(gateway, `127.85.1.${++hosts}`);
}

/** What a gateway of this release has after a list now. */
async function dictNow(version: string, query = '', objectsOf = (items: readonly Json[]) => items): Promise<NodeDict> {
  const { items } = await controlPlane.admin.request<{ items: readonly Json[] }>('GET', `/api/v1/endpoints${query}`);
  const view = new GatewayView({
    release: releaseOf(version),
    resource: 'endpoints',
    namespaceFilter: undefined,
    defaultWeight: 50,
  });
  view.beginList();
  view.listPage({ items: objectsOf(items), continueToken: undefined });
  view.endList();
  return view.dict;
}

/** A gateway whose dict is this in place of the true one. */
function having(dict: NodeDict, version = '3.18.0'): Promise<FakeGateway> {
  return gatewayOf({ version, clusters: [{ id: undefined, dict }] });
}

function asJson(object: object): Json {
  return JSON.parse(JSON.stringify(object)) as Json; // which is JSON then
}

function nameOf(item: Json): string {
  return (item as { readonly metadata: { readonly name: string } }).metadata.name; // every object has one
}

/** Examines the gateway with the config file that it started with, unless it is another by now. */
function examined(
  { url }: Pick<FakeGateway, 'url'>,
  settings: object = kubernetes(),
  ...args: readonly string[]
): Promise<DoctorAnswer> {
  const config = fileWith(stringify({ discovery: { kubernetes: settings } }));
  return doctorFrom(['--config', config, '--control-api', url.host, '--no-dial', ...args]);
}

function evidenceOf({ checks }: DoctorAnswer, id: string): readonly string[] {
  return checks.filter((check) => check.id === id).flatMap(({ evidence }) => evidence);
}

describe('a gateway that is as it should be leaves nothing to say', () => {
  test.each([
    ['3.13.0', '3.13.0'],
    ['3.14.0', '3.14.1'],
    ['3.15.0', '3.16.0'],
    ['3.17.0', '3.17.0'],
    ['3.18.0', '3.18.0'],
  ])('%s, which is known by what its control API shows', async (version, judged) => {
    const settings = { ...kubernetes(), ...(version === '3.13.0' ? {} : { shared_size: '8m' }) };
    const report = await examined(await gatewayOf({ version }, settings), settings);
    expect(told(report)).toEqual(HEALTHY);
    expect(report).toMatchObject({ gatewayVersion: judged, gatewayVersionFrom: 'control-api' });
    expect(report.checks.find(({ id }) => id === 'dump-current')?.title).toBe('The gateway has the nodes of all 253 services');
  });

  test('without --config, with the selectors that it runs with', async () => {
    const gateway = await gatewayOf({}, kubernetes({ namespace_selector: { equal: 'shop' } }));
    const connection = ['--server', controlPlane.url, '--certificate-authority', controlPlane.caFile, '--token-file', tokenFile];
    const report = await doctorFrom([...connection, '--control-api', gateway.url.href, '--no-dial']);
    expect(told(report)).toEqual(HEALTHY);
    expect(report.checks.find(({ id }) => id === 'dump-current')?.title).toBe('The gateway has the nodes of all 252 services');
  });

  test('of several clusters', async () => {
    const settings = ['one', 'two'].map((id) => ({ id, ...kubernetes() }));
    expect(told(await examined(await gatewayOf({}, settings), settings))).toEqual(HEALTHY);
  });

  test.each([
    ['3.9.1', 'APISIX 3.9.1 has no dump of discovery: it came with 3.10.0.'],
    ['3.12.0', 'The dump of APISIX 3.12.0 shows a list of clusters alone, up to 3.12.0.'],
  ])('G16: %s, whose dump shows nothing', async (version, why) => {
    const report = await examined(await gatewayOf({ version }));
    expect(told(report)).toEqual(HEALTHY);
    expect(report.checks.find(({ id }) => id === 'dump-current')?.cause).toEqual({ id: 'G16', message: why });
  });
});

describe('it cannot be asked', () => {
  test('W09: nobody listens there', async () => {
    const report = await examined({ url: new URL(`http://127.0.0.1:${await freePort()}`) });
    expect(told(report)).toEqual({ ...HEALTHY, failed: ['control-api-answers: W09'] });
  });

  test('W09: it is the port for requests', async () => {
    const gateway = await gatewayOf({ faults: { '/v1/schema': { status: 404, body: '{"error_msg":"404 Route Not Found"}\n' } } });
    expect(told(await examined(gateway))).toEqual({ ...HEALTHY, failed: ['control-api-answers: W09'] });
  });

  test('W09: it is the API server', async () => {
    const report = await examined({ url: new URL(controlPlane.url) });
    expect(told(report)).toEqual({ ...HEALTHY, failed: ['control-api-answers: W09'] });
    const cause = report.checks.find(({ id }) => id === 'control-api-answers')?.cause;
    expect(cause?.message).toContain('is not the control API but a TLS port');
  });

  test('its dump is garbage', async () => {
    const gateway = await gatewayOf({ faults: { '/v1/discovery/kubernetes/dump': { status: 200, body: '{"endpoints":' } } });
    expect(told(await examined(gateway))).toEqual({ ...HEALTHY, unknown: ['discovery-enabled'] });
  });

  test('its port for probes is closed', async () => {
    const gateway = await gatewayOf({ faults: { '/status/ready': (response) => response.destroy() } });
    expect(told(await examined(gateway))).toEqual({ ...HEALTHY, unknown: ['gateway-ready'] });
  });
});

describe('it runs, but not with this', () => {
  test('W04: discovery is off', async () => {
    const gateway = await gatewayOf({ config: undefined });
    expect(told(await examined(gateway))).toEqual({ ...HEALTHY, failed: ['discovery-enabled: W04'] });
  });

  test('C30: the file has changed since it started', async () => {
    const report = await examined(await gatewayOf(), kubernetes({ namespace_selector: { equal: 'shop' } }));
    expect(told(report)).toEqual({ ...HEALTHY, failed: ['config-in-force: C30'] });
    expect(evidenceOf(report, 'config-in-force')).toEqual([
      'namespace_selector is not set at the gateway, ["equal","shop"] in the file',
    ]);
  });

  test('C30: the token in the file is another by now', async () => {
    const other = await stage.requestedToken(await stage.account(), { expirationSeconds: 86_400 });
    const report = await examined(
      await gatewayOf({}, kubernetes({ client: { token: other } })),
      kubernetes({ client: { token } }),
    );
    expect(told(report)).toEqual({ ...HEALTHY, failed: ['config-in-force: C30'], warned: ['dump-private: W10'] });
    expect(evidenceOf(report, 'config-in-force')).toEqual(['client.token is another one']);
  });

  test('W10: its dump shows the token', async () => {
    const settings = kubernetes({ client: { token } });
    expect(told(await examined(await gatewayOf({}, settings), settings))).toEqual({ ...HEALTHY, warned: ['dump-private: W10'] });
  });
});

describe('it has other nodes than the cluster', () => {
  test('G15: none yet', async () => {
    const gateway = await gatewayOf({ clusters: [], notReady: 'kubernetes discovery not ready' });
    expect(told(await examined(gateway))).toEqual({ ...HEALTHY, failed: ['gateway-ready: G15'] });
  });

  test('G15: none, in a release that does not say so', async () => {
    const gateway = await gatewayOf({ version: '3.14.1', clusters: [] });
    expect(told(await examined(gateway))).toEqual({ ...HEALTHY, failed: ['dump-current: G15'] });
  });

  test('G02: old ones', async () => {
    const before = await dictNow('3.18.0');
    await controlPlane.admin.apply(
      endpoints('shop/cart', { addresses: ['10.1.0.4'] }),
      endpoints('shop/new', { addresses: ['10.1.0.5'] }),
    );
    const report = await examined(await having(before));
    expect(told(report)).toEqual({ ...HEALTHY, failed: ['dump-current: G02'] });
    expect(evidenceOf(report, 'dump-current')).toEqual([
      'shop/cart: the gateway has 10.1.0.3:8080, the cluster 10.1.0.4:8080',
      'shop/new: the gateway has no nodes, the cluster 10.1.0.5:8080',
    ]);
  });

  test('what arrives while it is looked at is well', async () => {
    const before = await dictNow('3.18.0');
    await controlPlane.admin.apply(endpoints('shop/cart', { addresses: ['10.1.0.6'] }));
    const { gateway, url, asked } = await having(before);
    const after = await dictNow('3.18.0');
    const dump = '/v1/discovery/kubernetes/dump';
    const later = setInterval(() => {
      if (asked.includes(dump)) gateway.clusters = [{ id: undefined, dict: after }];
    }, 100);
    const report = await examined({ url }).finally(() => clearInterval(later));
    expect(told(report)).toEqual(HEALTHY);
    expect(evidenceOf(report, 'dump-current')).toEqual(['1 service changed while it was compared']);
  });

  test('G05: a page is lost', async () => {
    const report = await examined(await having(await dictNow('3.18.0', '', (items) => items.slice(0, 120))));
    expect(told(report)).toEqual({ ...HEALTHY, failed: ['dump-current: G05'] });
    const cause = report.checks.find(({ id }) => id === 'dump-current')?.cause;
    expect(cause?.message).toMatch(
      /^The gateway has nothing from page 2 of its list of .+ on, \d+ services: that page failed, and it does not notice\.$/,
    );
  });

  test('G14: a service that is gone, before 3.15.0', async () => {
    const gone = asJson(endpoints('shop/gone', { addresses: ['10.1.0.9'] }));
    const dict = await dictNow('3.14.1', '', (items) => [...items, gone]);
    const report = await examined(await having(dict, '3.14.1'));
    expect(told(report)).toEqual({ ...HEALTHY, warned: ['dump-current: G14'] });
  });

  test('G08: what did not fit in', async () => {
    const addresses = Array.from({ length: 1000 }, (_, at) => `10.7.${at >> 8}.${at & 255}`);
    const names = Array.from({ length: 20 }, (_, at) => `s${at}`);
    onTestFinished(async () => {
      for (const name of names) await controlPlane.admin.send('DELETE', `/api/v1/namespaces/full/endpoints/${name}`);
    });
    for (const name of names) await controlPlane.admin.apply(endpoints(`full/${name}`, { addresses }));
    const settings = kubernetes({ namespace_selector: { equal: 'full' }, shared_size: '1m' });
    const dict = await dictNow('3.18.0', '?fieldSelector=metadata.namespace=full', (items) =>
      items.filter((item) => nameOf(item) !== 's7'),
    );
    const report = await examined(await gatewayOf({ clusters: [{ id: undefined, dict }] }, settings), settings);
    expect(told(report)).toEqual({ ...HEALTHY, failed: ['dump-current: G08'], warned: ['dict-fits: G08'] });
  });

  test('of one of several clusters', async () => {
    const settings = ['one', 'two'].map((id) => ({ id, ...kubernetes() }));
    const truth = await dictNow('3.18.0');
    const less = await dictNow('3.18.0', '', (items) => items.filter((item) => nameOf(item) !== 'cms'));
    const gateway = await gatewayOf(
      {
        clusters: [
          { id: 'one', dict: truth },
          { id: 'two', dict: less },
        ],
      },
      settings,
    );
    const report = await examined(gateway, settings);
    expect(told(report)).toEqual({ ...HEALTHY, failed: ['dump-current: G02'] });
    expect(report.checks.find(({ id, outcome }) => id === 'dump-current' && outcome === 'fail')?.cluster).toBe('two');
  });

  test('T29: the token is gone, and it goes on', async () => {
    const account = await stage.account();
    const file = fileWith(await stage.secretToken(account).catch(() => stage.requestedToken(account)));
    const settings = kubernetes({ client: { token_file: file } });
    const gateway = await gatewayOf({}, settings);
    await controlPlane.admin.send('DELETE', `/api/v1/namespaces/default/serviceaccounts/${account}`);
    await expect
      .poll(async () => told(await examined(gateway, settings)).warned, { timeout: 20_000 })
      .toEqual(['gateway-allowed: T29']);
    expect(told(await examined(gateway, settings)).failed).toEqual(['token-accepted: T30']);
  });
});

describe('its objects', () => {
  const discovering = { type: 'roundrobin', discovery_type: 'kubernetes', service_name: 'shop/cms:http' };
  const fixed = { type: 'roundrobin', nodes: [{ host: '10.9.9.9', port: 80, weight: 1 }] };

  test('W03: an upstream that names a service, and no registry', async () => {
    const gateway = await gatewayOf({ upstreams: [{ id: '1', ...fixed, service_name: 'shop/cms:http' }] });
    expect(told(await examined(gateway))).toEqual({ ...HEALTHY, failed: ['upstreams-discover: W03'] });
  });

  test('S25: a name that it asks for, and that the cluster has not', async () => {
    const routes = [{ id: '1', uri: '/*', upstream: { ...discovering, service_name: 'shop/gone-long-ago:http' } }];
    const report = await examined(await gatewayOf({ routes }));
    expect(told(report)).toEqual({ ...HEALTHY, failed: ['names-resolve: S25'] });
    expect(evidenceOf(report, 'names-resolve')).toContainEqual(
      expect.stringMatching(/^Asked for by route "1" of the gateway at 127\.85\./),
    );
  });

  test('W05: a route that keeps its old nodes', async () => {
    const routes = [{ id: '1', uri: '/*', service_id: 's', upstream: fixed }];
    const gateway = await gatewayOf({ routes, services: [{ id: 's', upstream: discovering }] });
    expect(told(await examined(gateway))).toEqual({ ...HEALTHY, warned: ['upstreams-discover: W05'] });
  });

  test('G17: a health check of a node that is no more', async () => {
    const upstreams = [{ id: '1', ...discovering, checks: { active: { type: 'http' } } }];
    const gateway = await gatewayOf({ upstreams, healthChecks: { '/apisix/upstreams/1': ['10.1.0.1', '10.9.9.9'] } });
    expect(told(await examined(gateway))).toEqual({ ...HEALTHY, warned: ['health-checks-agree: G17'] });
  });
});

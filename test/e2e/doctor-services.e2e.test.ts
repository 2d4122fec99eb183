import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { endpointSlice, endpoints, namespace, node, pod, service } from '../support/objects.ts';
import { AccountCommands } from './account-commands.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { doctor } from './doctor.ts';
import type { DoctorAnswer } from './doctor.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-doctor-services-'));
const commands = new AccountCommands(directory);
const config = join(directory, 'config.yaml');
/** Of a gateway that may list slices and no Endpoints. */
const sliced = join(directory, 'sliced.yaml');

let controlPlane: ControlPlane;

beforeAll(async () => {
  controlPlane = await startControlPlane(assets);
  const { admin } = controlPlane;
  await admin.apply(
    namespace('shop'),
    namespace('infra'),
    node('node-1'),
    service('shop/cms', { ports: [HTTP, { name: 'metrics', port: 9100 }] }),
    pod('shop/cms-0', { ip: '10.1.0.7', labels: { app: 'cms' } }),
    pod('shop/cms-1', { ip: '10.1.0.8', labels: { app: 'cms' }, ready: false }),
    service('shop/plain', { ports: [{ port: 80, targetPort: 8080 }] }),
    pod('shop/plain-0', { ip: '10.1.0.20', labels: { app: 'plain' } }),
    service('shop/idle'),
    pod('shop/idle-0', { ip: '10.1.0.30', labels: { app: 'idle' }, ready: false }),
    service('shop/empty'),
    service('shop/aimless', { ports: [{ ...HTTP, targetPort: 'web' }] }),
    pod('shop/aimless-0', { ip: '10.1.0.40', labels: { app: 'aimless' } }),
    { ...service('shop/far'), spec: { type: 'ExternalName', externalName: 'shop.example' } },
    service('shop/manual', { selector: null }),
    service('shop/bare', { ports: [], clusterIP: 'None' }),
    pod('shop/bare-0', { ip: '10.1.0.50', labels: { app: 'bare' } }),
    service('shop/dns', { selector: null, ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] }),
    endpoints('shop/dns', { addresses: ['10.1.0.60'], ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] }),
    service('shop/pay', { selector: null, ports: [{ name: 'https', port: 443 }] }),
    endpoints('shop/pay', { addresses: ['10.1.0.70'], ports: [{ name: 'https', port: 8443 }] }),
    endpoints('infra/db', { addresses: ['10.1.0.80'] }),
  );
  await commands.setUp(controlPlane.adminKubeconfig, 'gateway', '--emit-config', config);
  await commands.setUp(controlPlane.adminKubeconfig, 'slicer', '--resources', 'endpointslices', '--emit-config', sliced);
  const { text } = await vi.waitFor(
    async () => {
      const answer = await admin.send('GET', '/api/v1/namespaces/shop/endpoints');
      for (const ip of ['10.1.0.7', '10.1.0.20', '10.1.0.30', '10.1.0.50']) expect(answer.text).toContain(ip);
      return answer;
    },
    { timeout: 60_000 },
  );
  expect(text).not.toContain('10.1.0.40');
  await controlPlane.stopControllerManager();
}, 180_000);

const HTTP = { name: 'http', port: 80, targetPort: 8080 };

afterAll(async () => {
  rmSync(directory, { recursive: true });
  await controlPlane.stop();
});

const asAdmin = (): readonly string[] => {
  const { adminKubeconfig } = controlPlane;
  const kubeconfig = JSON.parse(readFileSync(adminKubeconfig, 'utf8')) as { 'current-context': string };
  return ['--kubeconfig', adminKubeconfig, '--admin-context', kubeconfig['current-context']];
};

function outcomes({ failed, warned }: DoctorAnswer): Pick<DoctorAnswer, 'failed' | 'warned'> {
  return { failed, warned };
}

let files = 0;

function write(extension: string, text: string): string {
  const path = join(directory, `file-${++files}.${extension}`);
  writeFileSync(path, text);
  return path;
}

/** The gateway's config with more in its block of kubernetes. */
function configWith(more: object, like = config): string {
  const whole = parse(readFileSync(like, 'utf8')) as { discovery: { kubernetes: object } };
  return write('yaml', stringify({ ...whole, discovery: { kubernetes: { ...whole.discovery.kubernetes, ...more } } }));
}

describe('a NAME', () => {
  test('with nodes is well, and so is what is not ready yet', async () => {
    const answer = await doctor(['--config', config, ...asAdmin(), '--no-dial', 'shop/cms:http', 'shop/plain:8080']);
    expect(outcomes(answer)).toEqual({ failed: [], warned: [] });
    const [cms, plain] = answer.checks.filter(({ id }) => id === 'names-resolve');
    expect(cms).toMatchObject({
      title: 'shop/cms:http has 1 node',
      evidence: ['10.1.0.7:8080', '1 more address is not ready'],
    });
    expect(plain).toMatchObject({ title: 'shop/plain:8080 has 1 node', evidence: ['10.1.0.20:8080'] });
  });

  /** `alone`: what is told without an admin, where that is another row; `mend`: the name to write. */
  test.each<readonly [id: string, title: string, { readonly name: string; readonly alone?: string; readonly mend?: string }]>([
    ['S01', 'without a port', { name: 'shop/cms', mend: 'shop/cms:http' }],
    ['S02', 'of DNS', { name: 'cms.shop.svc.cluster.local:80', mend: 'shop/cms:http' }],
    ['S03', 'with the number of a port that has a name', { name: 'shop/cms:80', mend: 'shop/cms:http' }],
    ['S04', "with the Service's port", { name: 'shop/plain:80', mend: 'shop/plain:8080' }],
    ['S05', 'in another namespace', { name: 'infra/cms:http', mend: 'shop/cms:http' }],
    ['S05', 'with a slash in front', { name: '/shop/cms:http', mend: 'shop/cms:http' }],
    ['S08', 'with an id in single-cluster mode', { name: 'prod/shop/cms:http', mend: 'shop/cms:http' }],
    ['S09', 'of a pod', { name: 'shop/cms-0:http', mend: 'shop/cms:http' }],
    ['S10', 'of a Service whose pods are not ready', { name: 'shop/idle:http' }],
    ['S11', 'of a Service whose selector matches no pod', { name: 'shop/empty:http' }],
    ['S12', 'of a Service with a targetPort that no pod has', { name: 'shop/aimless:http', alone: 'S11' }],
    ['S13', 'of an ExternalName Service', { name: 'shop/far:http', alone: 'S25' }],
    ['S14', 'of a Service without selector and Endpoints', { name: 'shop/manual:http', alone: 'S25' }],
    ['S15', 'of a headless Service without ports', { name: 'shop/bare:http' }],
    ['S17', 'that is two', { name: 'shop/cms:http;shop/plain:8080', mend: 'shop/cms:http' }],
    ['S18', 'in capitals', { name: 'shop/CMS:http', mend: 'shop/cms:http' }],
    ['S18', 'with a full-width colon', { name: 'shop/cms：http', mend: 'shop/cms:http' }],
    ['S22', 'that is too long', { name: `shop/${'a'.repeat(260)}:http` }],
    ['S23', 'without the number of a port without name', { name: 'shop/plain:', mend: 'shop/plain:8080' }],
    ['S24', 'with a port that there is not', { name: 'shop/cms:grpc', mend: 'shop/cms:http' }],
    ['S25', 'of nothing', { name: 'shop/nothing:http' }],
  ])('%s: %s', async (id, _, { name, alone = id, mend }) => {
    const [withAdmin, without] = [
      await doctor(['--config', config, ...asAdmin(), '--no-dial', name]),
      await doctor(['--config', config, '--no-dial', name]),
    ];
    expect(outcomes(withAdmin)).toEqual({ failed: [`names-resolve: ${id}`], warned: [] });
    expect(outcomes(without)).toEqual({ failed: [`names-resolve: ${alone}`], warned: [] });
    const failure = withAdmin.checks.find(({ outcome }) => outcome === 'fail');
    expect(failure?.mend).toBe(mend && `service_name: ${mend}`);
  });

  test.each([
    ['by namespace_selector', { namespace_selector: { equal: 'shop' } }],
    ['by label_selector', { label_selector: 'kubernetes.io/cluster-service!=true,app!=none,tier=web' }],
  ])('S16: left out %s', async (_, selector) => {
    await controlPlane.admin.apply(endpoints('shop/seen', { addresses: ['10.1.0.90'], labels: { tier: 'web' } }));
    const path = configWith(selector);
    const answer = await doctor(['--config', path, ...asAdmin(), '--no-dial', 'infra/db:http', 'shop/seen:http']);
    expect(outcomes(answer)).toEqual({ failed: ['names-resolve: S16'], warned: [] });
  });

  test('S23 and G11 in the mode of slices', async () => {
    const { admin } = controlPlane;
    const { endpoints: written, ...slice } = endpointSlice('infra/hand-1', { service: 'hand' });
    await admin.apply({ ...slice, endpoints: written.map(({ addresses }) => ({ addresses })) });
    const where = ['--config', configWith({ namespace_selector: { not_match: ['shop'] } }, sliced), '--slices', '--no-dial'];
    const undecided = await doctor([...where, ...asAdmin(), 'infra/hand:http']);
    expect(outcomes(undecided)).toEqual({ failed: ['names-resolve: G11'], warned: ['objects-readable: G11'] });
    await admin.request('DELETE', '/apis/discovery.k8s.io/v1/namespaces/infra/endpointslices/hand-1');
    await admin.apply(endpointSlice('infra/nameless-1', { service: 'nameless', ports: [{ name: '', port: 8080 }] }));
    const nameless = await doctor([...where, ...asAdmin(), 'infra/nameless:8080']);
    expect(outcomes(nameless)).toEqual({ failed: ['names-resolve: S23'], warned: [] });
    expect(nameless.checks.find(({ outcome }) => outcome === 'fail')?.mend).toBe('service_name: infra/nameless:');
    await admin.request('DELETE', '/apis/discovery.k8s.io/v1/namespaces/infra/endpointslices/nameless-1');
  });

  test('S06 and S07 in multi-cluster mode', async () => {
    const whole = parse(readFileSync(config, 'utf8')) as { discovery: { kubernetes: object } };
    const multi = write(
      'yaml',
      stringify({ ...whole, discovery: { kubernetes: [{ id: 'east', ...whole.discovery.kubernetes }] } }),
    );
    const where = ['--config', multi, ...asAdmin().map((word) => word.replace(/^(?=\w[^/]*$)/, 'east=')), '--no-dial'];
    const answer = await doctor([...where, 'east/shop/cms:http', 'shop/cms:http', 'west/shop/cms:http']);
    expect(outcomes(answer)).toEqual({ failed: ['names-resolve: S06', 'names-resolve: S07'], warned: [] });
  });
});

describe('a service_name in --routes', () => {
  const upstream = (name: string, more: object = {}) => ({
    type: 'roundrobin',
    discovery_type: 'kubernetes',
    service_name: name,
    ...more,
  });
  const standalone = (objects: object): string => write('yaml', `${stringify(objects)}#END\n`);
  const routes = (...upstreams: readonly object[]) =>
    standalone({ routes: upstreams.map((one, at) => ({ id: at + 1, uri: `/${at}`, upstream: one })) });

  async function examined(path: string, ...more: readonly string[]): Promise<DoctorAnswer> {
    return doctor(['--config', config, '--routes', path, ...asAdmin(), '--no-dial', ...more]);
  }

  test('with nodes is well, over every scheme that suits', async () => {
    const path = routes(upstream('shop/cms:http'), upstream('shop/pay:https', { scheme: 'https' }));
    expect(outcomes(await examined(path))).toEqual({ failed: [], warned: [] });
  });

  test.each([
    ['S02', 'cms.shop.svc.cluster.local:80'],
    ['S03', 'shop/cms:80'],
    ['S10', 'shop/idle:http'],
    ['S17', 'shop/cms:http,shop/plain:8080'],
    ['S25', 'shop/nothing:http'],
  ])('%s: %s, once, with the file and the line', async (id, name) => {
    const path = routes(upstream('shop/cms:http'), upstream(name));
    const answer = await examined(path);
    expect(outcomes(answer)).toEqual({ failed: [`names-resolve: ${id}`], warned: [] });
    const failure = answer.checks.find(({ outcome }) => outcome === 'fail');
    expect(failure?.evidence[0]).toBe(`Asked for by route 2 in ${path}:13`);
    expect(failure).toMatchObject({ place: { path, line: 13 } });
  });

  test.each([
    [
      'an answer of the Admin API',
      'json',
      () => JSON.stringify({ value: { id: '1', uri: '/', upstream: upstream('shop/gone:http') } }),
    ],
    [
      'a file of adc',
      'yaml',
      () => stringify({ services: [{ name: 's', upstream: upstream('shop/gone:http'), routes: [{ name: 'r', uris: ['/'] }] }] }),
    ],
    [
      'a custom resource',
      'yaml',
      () =>
        stringify({
          apiVersion: 'apisix.apache.org/v2',
          kind: 'ApisixUpstream',
          metadata: { name: 'u', namespace: 'shop' },
          spec: { discovery: { type: 'kubernetes', serviceName: 'shop/gone:http' } },
        }),
    ],
  ])('S25 in %s', async (_, extension, text) => {
    expect(outcomes(await examined(write(extension, text())))).toEqual({ failed: ['names-resolve: S25'], warned: [] });
  });

  test('S19: HTTP to a UDP port; a stream route may', async () => {
    expect(outcomes(await examined(routes(upstream('shop/dns:dns'))))).toEqual({ failed: [], warned: ['ports-suit: S19'] });
    const stream = standalone({ stream_routes: [{ id: 1, server_port: 53, upstream: upstream('shop/dns:dns') }] });
    expect(outcomes(await examined(stream))).toEqual({ failed: [], warned: [] });
  });

  test('S20: plain HTTP to a TLS port', async () => {
    const answer = await examined(routes(upstream('shop/pay:https')));
    expect(outcomes(answer)).toEqual({ failed: [], warned: ['ports-suit: S20'] });
    expect(answer.checks.find(({ outcome }) => outcome === 'warn')?.mend).toBe('scheme: https');
  });

  test('S21: in a stream route before 3.2', async () => {
    const stream = standalone({ stream_routes: [{ id: 1, server_port: 9000, upstream: upstream('shop/cms:http') }] });
    const answer = await examined(stream, '--gateway-version', '3.1.0');
    expect(outcomes(answer)).toEqual({ failed: ['routes-accepted: S21'], warned: [] });
  });
});

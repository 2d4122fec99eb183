import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { endpointSlice, endpoints, namespace, node, pod, service } from '../support/objects.ts';
import { requireAssets } from './assets.ts';
import type { ControlPlane } from './control-plane.ts';
import { startControlPlane } from './control-plane.ts';
import { Watching, addresses, k8sDisco, resolve } from './k8s-disco.ts';
import { createServiceAccount, discoveryAccess } from './service-account.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-resolve-'));
let controlPlane: ControlPlane;
let token: string;

beforeAll(async () => {
  controlPlane = await startControlPlane(assets);
  const { admin } = controlPlane;
  await admin.apply(namespace('shop'), namespace('infra'), node('node-1'));
  token = await createServiceAccount(admin, { namespace: 'infra', name: 'gateway', access: discoveryAccess });
  await vi.waitFor(async () => expect((await controlPlane.as(token).send('GET', '/api/v1/endpoints?limit=1')).status).toBe(200));
});

afterAll(async () => {
  rmSync(directory, { recursive: true });
  await controlPlane.stop();
});

/** `discovery.kubernetes` of one cluster; the name of a file with it, as the gateway would read it. */
function block(cluster: ControlPlane, clientToken: string, extra: object = {}): object {
  const { hostname, port } = new URL(cluster.url);
  return { service: { schema: 'https', host: hostname, port }, client: { token: clientToken }, ...extra };
}

function config(kubernetes: object): string {
  const path = join(directory, `config-${Math.random()}.yaml`);
  writeFileSync(path, stringify({ discovery: { kubernetes } }));
  return path;
}

describe.skipIf(assets.controllerManager === undefined)('what the controllers make (kube-controller-manager)', () => {
  beforeAll(async () => {
    const { admin } = controlPlane;
    await admin.apply(
      service('shop/cms', {
        ports: [
          { name: 'http', port: 80, targetPort: 8080 },
          { name: 'metrics', port: 9100, targetPort: 9100 },
        ],
      }),
      pod('shop/cms-0', { ip: '10.1.0.7', labels: { app: 'cms' } }),
      pod('shop/cms-1', { ip: '10.1.0.10', labels: { app: 'cms' } }),
      pod('shop/cms-2', { ip: '10.1.0.9', labels: { app: 'cms' }, ready: false }),
      service('shop/plain', { ports: [{ port: 80, targetPort: 8080 }] }),
      pod('shop/plain-0', { ip: '10.1.0.20', labels: { app: 'plain' } }),
      service('shop/idle'),
      pod('shop/idle-0', { ip: '10.1.0.30', labels: { app: 'idle' }, ready: false }),
    );
    const made = (path: string, address: string): Promise<void> =>
      vi.waitFor(async () => expect((await admin.send('GET', path)).text).toContain(address), { timeout: 60_000 });
    await made('/api/v1/namespaces/shop/endpoints/cms', '10.1.0.10');
    await made('/api/v1/namespaces/shop/endpoints/plain', '10.1.0.20');
    await made('/api/v1/namespaces/shop/endpoints/idle', '10.1.0.30');
    await made('/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices', '10.1.0.20');
  });

  test.each([
    { resource: 'endpoints', slices: false, plain: 'shop/plain:8080', warning: ['G10'] },
    { resource: 'endpointslices', slices: true, plain: 'shop/plain:', warning: [] },
  ])(
    '$resource: ready pods become nodes, by port name or, without one, as $plain',
    async ({ resource, slices, plain, warning }) => {
      const path = config(block(controlPlane, token, { watch_endpoint_slices: slices, default_weight: 7 }));
      const report = await resolve('--config', path, 'shop/cms:http', 'shop/cms:metrics', plain);
      expect(report).toMatchObject({
        code: 0,
        gatewayVersion: '3.18.0',
        clusters: [{ id: null, server: controlPlane.url, resource }],
      });
      expect(report.results.map(addresses)).toEqual([
        ['10.1.0.10:8080', '10.1.0.7:8080'],
        ['10.1.0.10:9100', '10.1.0.7:9100'],
        ['10.1.0.20:8080'],
      ]);
      expect(report.results[0]?.nodes?.[0]?.weight).toBe(7);
      expect(report.findings.map(({ id }) => id)).toEqual(warning);
    },
  );

  test('an older release keeps the order of the API', async () => {
    const { results } = await resolve(
      '--gateway-version',
      '3.14.1',
      '--kubeconfig',
      controlPlane.adminKubeconfig,
      'shop/cms:http',
    );
    expect(results.map(addresses)).toEqual([expect.arrayContaining(['10.1.0.7:8080', '10.1.0.10:8080'])]);
  });

  test.each([
    ['cms.shop.svc.cluster.local:80', 'S02', ['shop/cms:http', 'shop/cms:metrics']],
    ['shop/cms', 'S01', ['shop/cms:http', 'shop/cms:metrics']],
    ['shop/cms:80', 'S03', ['shop/cms:http']],
    ['shop/cms:8080', 'S03', ['shop/cms:http']],
    ['shop/plain:80', 'S04', ['shop/plain:8080']],
    ['infra/cms:http', 'S05', ['shop/cms:http']],
    ['prod/shop/cms:http', 'S08', ['shop/cms:http']],
    ['shop/cms-0:http', 'S09', ['shop/cms:http']],
    ['shop/idle:http', 'S10', []],
  ])('%s has no nodes because of %s', async (name, id, suggestions) => {
    const report = await resolve('--kubeconfig', controlPlane.adminKubeconfig, name);
    // A text that no gateway could split is bad input.
    expect(report.code).toBe(id === 'S01' ? 2 : 1);
    expect(report.results).toMatchObject([{ nodes: null, status: 'none', reason: { id } }]);
    expect(report.results[0]?.reason?.suggestions).toEqual(expect.arrayContaining(suggestions));
  });

  test('a gateway that may only list and watch Endpoints still gets the reason', async () => {
    const report = await resolve('--config', config(block(controlPlane, token)), 'cms.shop.svc.cluster.local', 'shop/idle:http');
    expect(report.results.map(({ reason }) => reason?.id)).toEqual(['S02', 'S10']);
  });

  test.each([
    ['yaml', 'shop/plain:8080', []],
    ['json', 'shop/plain:', ['--slices']],
  ])('what kubectl prints as %s resolves offline to the same nodes', async (format, plain, options) => {
    const objects = await controlPlane.kubectl(['get', 'endpoints,endpointslices,services', '-A', '-o', format]);
    const path = join(directory, `objects.${format}`);
    writeFileSync(path, objects);
    const names = ['shop/cms:http', plain, 'shop/cms:80'];
    const offline = await resolve('-f', path, ...options, ...names);
    const online = await resolve('--kubeconfig', controlPlane.adminKubeconfig, ...options, ...names);
    expect(offline.results).toEqual(online.results);
    expect(offline.results.map(addresses)).toEqual([['10.1.0.10:8080', '10.1.0.7:8080'], ['10.1.0.20:8080'], null]);
  });

  test('one headless Service without ports stops slice discovery for the whole cluster, and is named', async () => {
    const { admin } = controlPlane;
    await admin.apply(
      namespace('bare'),
      service('bare/db', { ports: [], clusterIP: 'None' }),
      pod('bare/db-0', { ip: '10.1.0.40', labels: { app: 'db' } }),
    );
    const slices = '/apis/discovery.k8s.io/v1/namespaces/bare/endpointslices';
    await expect.poll(async () => (await admin.send('GET', slices)).text, { timeout: 40_000 }).toContain('10.1.0.40');
    const path = config(block(controlPlane, token, { watch_endpoint_slices: true }));
    const report = await resolve('--config', path, 'shop/cms:http');
    expect(report).toMatchObject({
      code: 1,
      results: [{ nodes: null, status: 'none', reason: { id: 'G22' } }],
      findings: [{ id: 'G22', severity: 'error' }],
    });
    expect(report.findings[0]?.message).toMatch(/slice bare\/db-\w+ has ports: null/);
    const spared = config(
      block(controlPlane, token, { watch_endpoint_slices: true, namespace_selector: { not_match: ['bare'] } }),
    );
    expect((await resolve('--config', spared, 'shop/cms:http')).results.map(addresses)).toEqual([
      ['10.1.0.10:8080', '10.1.0.7:8080'],
    ]);
    await admin.delete(service('bare/db'));
  });

  test('watch tells of scaling and deleting', async () => {
    const { admin } = controlPlane;
    await admin.apply(service('shop/app'), pod('shop/app-0', { ip: '10.1.1.1', labels: { app: 'app' } }));
    const watching = Watching.start('--config', config(block(controlPlane, token)), 'shop/app:http');
    await expect.poll(() => watching.nodesOf('shop/app:http'), { timeout: 40_000 }).toEqual(['10.1.1.1:8080']);
    await admin.apply(pod('shop/app-1', { ip: '10.1.1.2', labels: { app: 'app' } }));
    await expect.poll(() => watching.nodesOf('shop/app:http'), { timeout: 40_000 }).toEqual(['10.1.1.1:8080', '10.1.1.2:8080']);
    await admin.delete(service('shop/app'));
    await expect.poll(() => watching.nodesOf('shop/app:http'), { timeout: 40_000 }).toBeNull();
    const { code, milliseconds } = await watching.end('SIGINT');
    expect(code).toBe(130);
    expect(milliseconds).toBeLessThan(1_000);
    expect(watching.lines[0]).toMatchObject({ apiVersion: 'k8s-disco/v1', kind: 'ResolveReport' });
    expect(watching.lines.at(-1)).toMatchObject({ kind: 'ResolveChange', serviceName: 'shop/app:http', nodes: null, added: [] });
  });
});

describe('selectors', () => {
  beforeAll(async () => {
    await controlPlane.stopControllerManager();
    await controlPlane.admin.apply(
      namespace('team-a'),
      namespace('team-b'),
      endpoints('team-a/s', { labels: { env: 'prod' } }),
      endpoints('team-b/s', { labels: { env: 'test' } }),
    );
  });

  test.each([
    ['equal', { namespace_selector: { equal: 'team-a' } }, [['10.0.0.1:8080'], null]],
    ['not_equal', { namespace_selector: { not_equal: 'team-a' } }, [null, ['10.0.0.1:8080']]],
    ['match', { namespace_selector: { match: ['team-[b-z]'] } }, [null, ['10.0.0.1:8080']]],
    ['a match that covers only a part', { namespace_selector: { match: ['team'] } }, [null, null]],
    ['label_selector', { label_selector: 'env in (prod)' }, [['10.0.0.1:8080'], null]],
  ])('%s', async (_, selectors, expected) => {
    const report = await resolve('--config', config(block(controlPlane, token, selectors)), 'team-a/s:http', 'team-b/s:http');
    expect(report.results.map(addresses)).toEqual(expected);
    for (const { nodes, reason } of report.results) expect(reason?.id).toBe(nodes === null ? 'S16' : undefined);
  });

  test('a quoted label_selector is refused by the API server', async () => {
    const report = await resolve(
      '--config',
      config(block(controlPlane, token, { label_selector: 'env="prod"' })),
      'team-a/s:http',
    );
    expect(report).toMatchObject({ code: 3, results: [{ nodes: null, status: 'unknown', reason: { id: 'C17' } }] });
  });
});

describe('refusals', () => {
  test('a token that the API server does not know is a 401', async () => {
    const report = await resolve('--config', config(block(controlPlane, 'not-a-token')), 'team-a/s:http');
    expect(report).toMatchObject({
      code: 3,
      clusters: [{ error: { kind: 'unauthorized' } }],
      results: [{ nodes: null, status: 'unknown' }],
    });
  });

  test('an account without rights is a 403, in the words of the API server', async () => {
    const powerless = await createServiceAccount(controlPlane.admin, {
      namespace: 'infra',
      name: 'powerless',
      access: { kind: 'none' },
    });
    const report = await resolve('--config', config(block(controlPlane, powerless)), 'team-a/s:http');
    expect(report).toMatchObject({ code: 3, results: [{ status: 'unknown', reason: { id: 'R01' } }] });
    expect(JSON.stringify(report)).toContain('system:serviceaccount:infra:powerless');
    expect(JSON.stringify(report)).toContain('at the cluster scope');
    expect(JSON.stringify(report)).not.toContain(powerless);
  });

  test('an account that may list but not watch resolves, and a watch says what is missing', async () => {
    const rules = [{ apiGroups: [''], resources: ['endpoints'], verbs: ['list'] }];
    const lister = await createServiceAccount(controlPlane.admin, {
      namespace: 'infra',
      name: 'lister',
      access: { kind: 'rules', rules },
    });
    await expect.poll(async () => (await controlPlane.as(lister).send('GET', '/api/v1/endpoints?limit=1')).status).toBe(200);
    const path = config(block(controlPlane, lister));
    expect((await resolve('--config', path, 'team-a/s:http')).results.map(addresses)).toEqual([['10.0.0.1:8080']]);
    const watching = Watching.start('--config', path, 'team-a/s:http');
    await expect.poll(() => watching.stderr, { timeout: 20_000 }).toContain('cannot watch resource "endpoints"');
    expect((await watching.end('SIGTERM')).code).toBe(143);
  });

  test('kubectl proxy works without credentials of our own', async () => {
    const proxy = await controlPlane.kubectlProxy();
    try {
      const report = await resolve('--server', proxy.url, 'team-a/s:http');
      expect(report.results.map(addresses)).toEqual([['10.0.0.1:8080']]);
    } finally {
      await proxy.stop();
    }
  });
});

test('a thousand Services come over several pages, and dump has them all', async () => {
  const { admin } = controlPlane;
  await admin.apply(namespace('many'));
  const names = Array.from({ length: 1_000 }, (_, at) => `service-${at}`);
  await Promise.all(
    names.map((name) => admin.request('POST', '/api/v1/namespaces/many/endpoints', { body: endpoints(`many/${name}`) })),
  );
  const path = config(block(controlPlane, token, { namespace_selector: { match: ['many'] } }));
  const report = await resolve('--config', path, '--all');
  expect(report.code).toBe(0);
  expect(report.clusters[0]?.objects).toBeGreaterThanOrEqual(1_000);
  expect(report.results).toHaveLength(1_000);
  const dump = await k8sDisco('dump', '--config', path, '-o', 'json');
  expect(dump.stdout).not.toContain(token);
  const { endpoints: dumped } = JSON.parse(dump.stdout) as { endpoints: { endpoints: { name: string; value: string }[] }[] };
  expect(dumped[0]?.endpoints).toHaveLength(1_000);
  expect(JSON.parse(dumped[0]?.endpoints[0]?.value ?? '')).toEqual({ http: [{ host: '10.0.0.1', port: 8080, weight: 50 }] });

  // The API server loses all pages but the first of a namespace that is chosen by field selector, and the gateway with it.
  const equal = await resolve(
    '--config',
    config(block(controlPlane, token, { namespace_selector: { equal: 'many' } })),
    'many/service-0:http',
    'many/service-999:http',
  );
  expect(equal).toMatchObject({
    code: 1,
    clusters: [{ objects: 120 }],
    results: [{ status: 'resolved' }, { nodes: null, reason: { id: 'G28' } }],
  });
  expect(equal.findings.map(({ id }) => id)).toEqual(['G28', 'G10']);
});

test('two clusters, one by Endpoints and one by slices, each failing alone', async () => {
  const other = await startControlPlane(assets);
  try {
    await other.stopControllerManager();
    await other.admin.apply(
      namespace('team-a'),
      namespace('infra'),
      endpointSlice('team-a/s-1', { service: 's', addresses: ['10.9.0.1'] }),
    );
    const otherToken = await createServiceAccount(other.admin, { namespace: 'infra', name: 'gateway', access: discoveryAccess });
    const slices = '/apis/discovery.k8s.io/v1/endpointslices?limit=1';
    await expect.poll(async () => (await other.as(otherToken).send('GET', slices)).status).toBe(200);
    const path = config([
      block(controlPlane, token, { id: 'one' }),
      block(other, otherToken, { id: 'two', watch_endpoint_slices: true }),
    ]);
    const names = ['one/team-a/s:http', 'two/team-a/s:http', 'team-a/s:http', 'three/team-a/s:http'];
    const report = await resolve('--config', path, ...names);
    expect(report).toMatchObject({
      code: 1,
      clusters: [
        { id: 'one', resource: 'endpoints' },
        { id: 'two', resource: 'endpointslices' },
      ],
    });
    expect(report.results.map(addresses)).toEqual([['10.0.0.1:8080'], ['10.9.0.1:8080'], null, null]);
    expect(report.results.map(({ reason }) => reason?.id)).toEqual([undefined, undefined, 'S06', 'S07']);
    await other.killApiServer();
    const alone = await resolve('--config', path, ...names.slice(0, 2));
    expect(alone).toMatchObject({
      code: 3,
      results: [{ status: 'resolved' }, { status: 'unknown', nodes: null, reason: { id: 'N01' } }],
    });
  } finally {
    await other.stop();
  }
});

describe('a watch', () => {
  test('survives an API server that is killed and started again', async () => {
    const { admin } = controlPlane;
    await admin.apply(endpoints('team-a/survivor'));
    const watching = Watching.start('--config', config(block(controlPlane, token)), 'team-a/survivor:http');
    await expect.poll(() => watching.nodesOf('team-a/survivor:http'), { timeout: 20_000 }).toEqual(['10.0.0.1:8080']);
    await controlPlane.killApiServer();
    await controlPlane.startApiServer();
    await admin.apply(endpoints('team-a/survivor', { addresses: ['10.0.0.2'] }));
    await expect.poll(() => watching.nodesOf('team-a/survivor:http'), { timeout: 40_000 }).toEqual(['10.0.0.2:8080']);
    expect((await watching.end()).code).toBe(130);
    expect(watching.lines).toHaveLength(2);
  });

  test('lists anew when the history that it needs is gone (410)', async () => {
    const { admin } = controlPlane;
    await admin.apply(endpoints('team-a/compacted'));
    // As admin: whoever needs RBAC may get a 403 first, until the authorizer of the new API server knows its bindings.
    const watching = Watching.start('-v', '--kubeconfig', controlPlane.adminKubeconfig, 'team-a/compacted:http');
    await expect.poll(() => watching.nodesOf('team-a/compacted:http'), { timeout: 20_000 }).toEqual(['10.0.0.1:8080']);
    // History moves on behind the last event that the watch has seen.
    for (let at = 0; at < 5; at++) await admin.apply(namespace(`later-${at}`));
    await controlPlane.killApiServer();
    await controlPlane.compact();
    await controlPlane.startApiServer();
    await admin.apply(endpoints('team-a/compacted', { addresses: ['10.0.0.3'] }));
    await expect.poll(() => watching.nodesOf('team-a/compacted:http'), { timeout: 40_000 }).toEqual(['10.0.0.3:8080']);
    expect(watching.stderr).toContain('too old resource version');
    expect((await watching.end()).code).toBe(130);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { endpointSlice, endpoints, namespace, service } from '../support/objects.ts';
import type { KubeObject } from '../support/objects.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { HEALTHY, doctorFrom, told } from './doctor.ts';
import type { CheckAnswer, DoctorAnswer, Told } from './doctor.ts';
import { faultProxy, isList, isWatch } from './fault-proxy.ts';
import type { Fault, PassingRequest } from './fault-proxy.ts';
import { TokenStage } from './token-stage.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-discovery-'));
let controlPlane: ControlPlane;
let token: string;

beforeAll(async () => {
  controlPlane = await startControlPlane(assets);
  const { admin } = controlPlane;
  const stage = new TokenStage(controlPlane);
  token = await stage.secretToken(await stage.account());
  // From now on Endpoints and slices are those that stand here.
  await controlPlane.stopControllerManager();
  await admin.apply(namespace('shop'), namespace('many'), namespace('large'), namespace('larger'), namespace('late'));
  await admin.apply(
    service('shop/cms', { selector: { app: 'cms', tier: 'web' } }),
    endpoints('shop/cms', { labels: { app: 'cms' } }),
    endpointSlice('shop/cms-a', { service: 'cms', labels: { app: 'cms' } }),
    service('late/api', { selector: { app: 'api' } }),
  );
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await controlPlane.stop();
});

function resultOf({ checks }: DoctorAnswer, id: string): CheckAnswer | undefined {
  return checks.find((check) => check.id === id);
}

let files = 0;

/** The file of a gateway's config with these settings, which asks the API server at `url`. */
function configOf(settings: object, url = controlPlane.url): string {
  const { protocol, hostname: host, port } = new URL(url);
  const kubernetes = { service: { schema: protocol.slice(0, -1), host, port }, client: { token }, ...settings };
  const path = join(directory, `config-${++files}.yaml`);
  writeFileSync(path, stringify({ discovery: { kubernetes } }));
  return path;
}

/** Examines a gateway with these settings. */
function configured(settings: object, ...args: readonly string[]): Promise<DoctorAnswer> {
  return doctorFrom(['--config', configOf(settings), '--no-dial', ...args]);
}

/** The same where a proxy stands before the API server. */
async function through(
  faultOf: (request: PassingRequest) => Fault | undefined,
  settings: object = {},
  ...args: readonly string[]
): Promise<DoctorAnswer> {
  const url = await faultProxy(controlPlane, faultOf);
  return doctorFrom(['--config', configOf(settings, url), '--no-dial', ...args]);
}

const asAdmin = () => ['--kubeconfig', controlPlane.adminKubeconfig, '--admin-context', 'e2e'];

const asPerson = () => ['--kubeconfig', controlPlane.adminKubeconfig];

/** Writes objects into a namespace of their own until the test ends. */
async function staged(name: string, objects: readonly object[]): Promise<void> {
  const { admin } = controlPlane;
  // What a test makes is an object of the API, written as it is.
  const written = objects as readonly KubeObject[];
  await admin.apply(namespace(name), ...written);
  onTestFinished(() => admin.delete(...written));
}

const only = (...namespaces: readonly string[]) => ({ namespace_selector: { match: namespaces } });

test('nothing is wrong with a healthy cluster, by Endpoints and by slices, and through a proxy', async () => {
  expect(told(await configured({}))).toEqual(HEALTHY);
  expect(told(await configured({ watch_endpoint_slices: true }, ...asAdmin()))).toEqual(HEALTHY);
  expect(told(await through(() => undefined))).toEqual(HEALTHY);
});

describe('a list that does not come to its end', () => {
  const status = (code: number, reason: string, message: string): Fault => ({
    kind: 'answer',
    status: code,
    body: JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message, code }),
  });

  beforeAll(async () => {
    const names = Array.from({ length: 130 }, (_, at) => `many/service-${at}`);
    for (const name of names) await controlPlane.admin.apply(endpoints(name));
  });

  test.each<readonly [string, Fault]>([
    ['G04: it has expired', status(410, 'Expired', 'The provided continue parameter is too old')],
    [
      'G06: too many requests',
      { kind: 'answer', status: 429, body: 'Too many requests, please try again later.', contentType: 'text/plain' },
    ],
    ['G07: the API server fails', status(503, 'ServiceUnavailable', 'etcdserver: no leader')],
    ['N16: a portal answers', { kind: 'answer', status: 200, body: '<html>Sign in</html>', contentType: 'text/html' }],
    ['N18: the answer breaks off', { kind: 'break' }],
  ])('%s', async (title, fault) => {
    const { failed, warned } = told(await through((request) => (isList(request) ? fault : undefined)));
    // Whether the account may list is then not known either.
    expect({ failed, warned }).toEqual({ failed: [`list-complete: ${title.slice(0, 3)}`], warned: [] });
  });

  test('G05: page 2 fails, and it is said what the gateway loses', async () => {
    const failing = (request: PassingRequest) =>
      request.query.has('continue') ? status(500, 'InternalError', 'etcd') : undefined;
    const settings = { namespace_selector: { equal: 'many' } };
    const newest = await through(failing, settings);
    expect(told(newest)).toEqual({ ...HEALTHY, failed: ['list-complete: G05'] });
    expect(resultOf(newest, 'list-complete')?.cause?.message).toMatch(/Page 2 .* deletes the services/);
    const older = await through(failing, settings, '--gateway-version', '3.14.1');
    expect(told(older)).toEqual({ ...HEALTHY, failed: ['list-complete: G05'] });
    expect(resultOf(older, 'list-complete')?.cause?.message).toMatch(/keeps old nodes/);
  });

  test('G28: the API server loses page 2 by itself', async () => {
    const report = await configured({ namespace_selector: { equal: 'many' } });
    expect(told(report)).toEqual({ ...HEALTHY, failed: ['objects-readable: G28'] });
    expect(resultOf(report, 'objects-readable')?.mend).toBe('namespace_selector: {match: ["many"]}');
    expect(told(await configured(only('many')))).toEqual(HEALTHY);
  });

  test('G27: there are no slices', async () => {
    const report = await through(
      ({ path }) => (path.startsWith('/apis/discovery.k8s.io') ? status(404, 'NotFound', 'not found') : undefined),
      {
        watch_endpoint_slices: true,
      },
    );
    expect(told(report)).toEqual({ ...HEALTHY, failed: ['list-complete: G27'] });
    expect(resultOf(report, 'list-complete')?.mend).toBe('watch_endpoint_slices: false');
  });
});

describe('selectors', () => {
  test.each<readonly [string, object, readonly string[]]>([
    ['C15: no whole namespace can match', only('^sho-'), ['config-leaves-nodes: C15']],
    ['C15: none there is matches', only('sho'), ['selectors-match: C15']],
    ['C15: the namespace does not exist', { namespace_selector: { equal: 'shpo' } }, ['selectors-match: C15']],
    ['C16: no regular expression', { namespace_selector: { not_match: ['*-test'] } }, ['config-leaves-nodes: C16']],
    ['C17: quotes', { label_selector: 'app="cms"' }, ['config-leaves-nodes: C17']],
    ['C18: labels of pods', { label_selector: 'tier=web' }, ['selectors-match: C18']],
    ['S16: everything is left out', { namespace_selector: { not_match: ['.*'] } }, ['selectors-match: S16']],
  ])('%s', async (_, settings, failed) => {
    expect(told(await configured(settings, ...asAdmin()))).toEqual({ ...HEALTHY, failed });
  });

  test('C15: one pattern of two matches nothing there is', async () => {
    expect(told(await configured(only('shop', 'nowhere'), ...asAdmin()))).toEqual({
      ...HEALTHY,
      warned: ['selectors-match: C15'],
    });
    expect(told(await configured(only('shop', 'nowhere')))).toEqual(HEALTHY);
  });

  test('are mended by what is pasted', async () => {
    const mends = async (settings: object) => resultOf(await configured(settings, ...asAdmin()), 'selectors-match')?.mend;
    expect(await mends(only('sho'))).toBe('namespace_selector: {match: ["sho.*"]}');
    expect(await mends({ namespace_selector: { equal: 'shpo' } })).toBe('namespace_selector: {equal: shop}');
    expect(await mends({ label_selector: 'tier=web' })).toMatch(/^kubectl label service cms -n shop tier=web /);
  });

  test('C15: whether there is such a namespace only an admin sees; others see that it is the selector that leaves nothing', async () => {
    const { failed, warned, unknown } = await configured({ namespace_selector: { equal: 'shpo' } });
    expect({ failed, warned, unknown }).toEqual({ failed: [], warned: ['selectors-match: C15'], unknown: [] });
  });

  test('that leave something are well', async () => {
    expect(told(await configured({ ...only('sho.*'), label_selector: 'app=cms' }, ...asAdmin()))).toEqual(HEALTHY);
    expect(told(await configured({ namespace_selector: { equal: 'shop' } }, ...asAdmin()))).toEqual(HEALTHY);
  });
});

describe('objects that the gateway cannot read as they are meant', () => {
  const ready = (addresses: readonly string[]) => ({ addresses, conditions: { ready: true } });
  const slice = (name: string) => endpointSlice(`${name}/cms-a`, { service: 'cms' });

  test.each<readonly [string, (name: string) => readonly object[], keyof Told]>([
    ['G11: nothing is said of being ready', (name) => [{ ...slice(name), endpoints: [{ addresses: ['10.0.0.1'] }] }], 'warned'],
    ['G12: a slice of nobody', (name) => [{ ...slice(name), metadata: { namespace: name, name: 'orphan' } }], 'warned'],
    [
      'G13: both families',
      (name) => [slice(name), endpointSlice(`${name}/cms-b`, { service: 'cms', addressType: 'IPv6', addresses: ['fd00::1'] })],
      'warned',
    ],
    ['G22: no ports', (name) => [{ ...slice(name), ports: null }], 'failed'],
    [
      'G24: more nodes than Lua can unpack',
      (name) => [
        {
          ...slice(name),
          endpoints: Array.from({ length: 90 }, (_, row) =>
            ready(Array.from({ length: 100 }, (_address, column) => `10.${row}.0.${column}`)),
          ),
        },
      ],
      'failed',
    ],
  ])('%s', async (title, objects, outcome) => {
    const id = title.slice(0, 3);
    const name = id.toLowerCase();
    await staged(name, objects(name));
    const report = await configured({ watch_endpoint_slices: true, ...only(name) });
    expect(told(report)).toEqual({ ...HEALTHY, [outcome]: [`objects-readable: ${id}`] });
    expect(resultOf(report, 'objects-readable')?.cause?.message).toMatch(new RegExp(`${name}/`));
  });

  test('G26: a proxy takes the namespace off', async () => {
    const line = (text: string) => text.replace('"namespace":"shop",', '');
    const report = await through((request) => (isList(request) ? { kind: 'rewrite', line } : undefined));
    expect(told(report)).toEqual({ ...HEALTHY, warned: ['objects-readable: G26'] });
  });

  test.each([
    ['C22: slices are broken', '3.14.1', { failed: ['objects-readable: C22'] }],
    ['C22: slices are not watched', '3.12.0', { warned: ['objects-readable: C22'] }],
  ])('%s', async (_, release, expected) => {
    const report = await doctorFrom([...asPerson(), '--no-dial', '--slices', '--gateway-version', release]);
    expect(told(report)).toEqual({ ...HEALTHY, ...expected });
  });
});

describe('Endpoints', () => {
  test('G09: are cut off', async () => {
    const full = endpoints('full/cms');
    const annotations = { 'endpoints.kubernetes.io/over-capacity': 'truncated' };
    await staged('full', [{ ...full, metadata: { ...full.metadata, annotations } }]);
    const report = await configured(only('full'));
    expect(told(report)).toEqual({ ...HEALTHY, failed: ['endpoints-whole: G09'] });
    expect(resultOf(report, 'endpoints-whole')?.mend).toBe('watch_endpoint_slices: true');
  });

  test('G10: are called deprecated, which is no fault', async () => {
    const report = await configured(only('shop'));
    expect(told(report)).toEqual(HEALTHY);
    expect(resultOf(report, 'endpoints-whole')?.evidence.join()).toMatch(/v1 Endpoints is deprecated in v1\.33\+/);
  });

  test('G10: are not written any more', async () => {
    const late = { namespace_selector: { equal: 'late' } };
    expect(told(await configured(late, ...asAdmin()))).toEqual({ ...HEALTHY, failed: ['endpoints-whole: G10'] });
  });
});

describe('a watch', () => {
  const onWatch = (fault: Fault) => (request: PassingRequest) => (isWatch(request) ? fault : undefined);

  test.each<readonly [string, Fault]>([
    ['G01: is cut', { kind: 'cut', idleMs: 300 }],
    ['G02: stays silent', { kind: 'stall' }],
    ['G02: is held back to its end', { kind: 'buffer' }],
    [
      'G04: ends with an error',
      {
        kind: 'rewrite',
        line: () => `${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 500, message: 'etcd is gone' } })}\n`,
      },
    ],
    ['G25: is written anew', { kind: 'rewrite', line: (line) => line.replace('{"type":', '{ "type": ') }],
    ['N16: is answered by a portal', { kind: 'answer', status: 200, body: '<html>Sign in</html>', contentType: 'text/html' }],
  ])('%s', async (title, fault) => {
    const { failed, warned } = told(await through(onWatch(fault)));
    expect({ failed, warned }).toEqual({ failed: [`watch-delivers: ${title.slice(0, 3)}`], warned: [] });
  });

  const idle =
    (fault: Fault) =>
    ({ query }: PassingRequest) =>
      query.get('timeoutSeconds') === '4' ? fault : undefined;

  test.each<readonly [string, Fault]>([
    ['N17: is cut when it is quiet', { kind: 'cut', idleMs: 2000 }],
    ['G02: is dropped without a word when it is quiet', { kind: 'stall' }],
  ])('%s', async (title, fault) => {
    const report = await through(idle(fault), {}, '--measure-idle', '4s');
    expect(told(report)).toEqual({ ...HEALTHY, failed: [`idle-watch-survives: ${title.slice(0, 3)}`] });
  });

  test('may be quiet for as long as it is measured', async () => {
    const report = await configured({}, '--measure-idle', '3s');
    expect(told(report)).toEqual(HEALTHY);
    expect(resultOf(report, 'idle-watch-survives')?.title).toBe('A quiet watch lived for 3 s');
  });
});

describe('the shared dict', () => {
  beforeAll(async () => {
    const addresses = Array.from({ length: 1000 }, (_, at) => `10.${at >> 8}.1.${at & 255}`);
    for (let at = 0; at < 24; at++) {
      await controlPlane.admin.apply(endpoints(`${at < 20 ? 'large' : 'larger'}/cms-${at}`, { addresses }));
    }
  });

  test.each<readonly [string, object, Partial<Told>]>([
    ['has room', { ...only('large.*'), shared_size: '4m' }, {}],
    ['G08: is almost full', { ...only('large'), shared_size: '1m' }, { warned: ['dict-fits: G08'] }],
    ['G08: is too small', { ...only('large.*'), shared_size: '1m' }, { failed: ['dict-fits: G08'] }],
  ])('%s', async (_, settings, expected) => {
    expect(told(await configured(settings))).toEqual({ ...HEALTHY, ...expected });
  });

  test('G08: is too small by default before 3.18.0, unless the gateway has another size', async () => {
    const report = await doctorFrom([...asPerson(), '--no-dial', '--gateway-version', '3.17.0']);
    expect(told(report)).toEqual({ ...HEALTHY, warned: ['dict-fits: G08'] });
    expect(resultOf(report, 'dict-fits')?.mend).toBe('shared_size: 4m');
  });
});

test('G03: a history that is gone is no fault', async () => {
  await controlPlane.admin.apply(endpoints('shop/later'));
  await controlPlane.compact();
  await controlPlane.killApiServer();
  await controlPlane.startApiServer();
  const report = await configured(only('shop'));
  expect(told(report)).toEqual(HEALTHY);
  expect(resultOf(report, 'watch-delivers')?.evidence.join()).toMatch(/forgotten it \(410\)/);
});

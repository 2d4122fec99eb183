import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dial } from '../../src/kube/dial.ts';
import { endpoints, namespace, node, ofPods, service } from '../support/objects.ts';
import type { KubeObject } from '../support/objects.ts';
import { AccountCommands } from './account-commands.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { doctor } from './doctor.ts';
import type { CheckAnswer, DoctorAnswer } from './doctor.ts';
import { kubeconfigOf } from './kubeconfig.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-doctor-reachability-'));
const commands = new AccountCommands(directory);
const config = join(directory, 'config.yaml');
const kubeconfig = join(directory, 'kubeconfig');

/** An API server takes no loopback address in Endpoints. */
const own = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

/** Addresses that nobody has (RFC 5737), of which nobody answers for on this machine. */
const silent = await firstSilent(['192.0.2', '198.51.100', '203.0.113']);

async function firstSilent(networks: readonly string[]): Promise<readonly [string, string] | undefined> {
  const { signal } = new AbortController();
  for (const network of networks) {
    const pair = [`${network}.201`, `${network}.202`] as const;
    const kinds = await Promise.all(pair.map(async (host) => (await dial({ host, port: 8080, timeoutMs: 500, signal })).kind));
    if (kinds.every((kind) => kind === 'timeout' || kind === 'no-route')) return pair;
  }
  return undefined;
}

let controlPlane: ControlPlane;
const servers: Server[] = [];
let open: number;
let dropping: number;
let closed: number;

/** Listens on the machine's own address, and does this to each connection. */
async function listening(treat: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    treat(socket);
  });
  server.listen(0, own);
  await once(server, 'listening');
  servers.push(server);
  return (server.address() as AddressInfo).port; // a TCP server that listens has one
}

beforeAll(async () => {
  controlPlane = await startControlPlane(assets);
  await controlPlane.admin.apply(namespace('shop'), namespace('infra'));
  await commands.setUp(controlPlane.adminKubeconfig, 'gateway', '--emit-config', config);
  await controlPlane.stopControllerManager();
  writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf({ east: controlPlane })));
  open = await listening(() => {});
  dropping = await listening((socket) => socket.resetAndDestroy());
  const gone = createServer().listen(0, own);
  await once(gone, 'listening');
  closed = (gone.address() as AddressInfo).port;
  gone.close();
});

afterAll(async () => {
  for (const server of servers) server.close();
  rmSync(directory, { recursive: true });
  await controlPlane.stop();
});

const asAdmin = ['--kubeconfig', kubeconfig, '--admin-context', 'east'];

/** Endpoints of `http` at these addresses. */
function at(key: string, addresses: readonly string[], port: number): KubeObject {
  return ofPods(endpoints(key, { addresses, ports: [{ name: 'http', port }] }));
}

/** A machine of the cluster at this address. */
function machine(name: string, address: string): KubeObject {
  return { ...node(name), status: { addresses: [{ type: 'InternalIP', address }] } };
}

async function examined(...words: readonly string[]): Promise<DoctorAnswer & { readonly told: CheckAnswer | undefined }> {
  const answer = await doctor(['--config', config, ...asAdmin, ...words]);
  return { ...answer, told: answer.checks.find(({ id }) => id === 'nodes-reachable') };
}

describe.skipIf(own === undefined)('nodes at an address of this machine', () => {
  test('that listen are reached, by name and as a sample', async () => {
    await controlPlane.admin.apply(at('shop/open', [`${own}`], open));
    for (const names of [[], ['shop/open:http']]) {
      const { failed, warned, told } = await examined(...names);
      expect({ failed, warned, title: told?.title }).toEqual({
        failed: [],
        warned: [],
        title: '1 node can be reached from here',
      });
    }
  });

  test('are left alone with --no-dial', async () => {
    expect((await examined('--no-dial', 'shop/open:http')).told).toMatchObject({ outcome: 'skip' });
  });

  test('P04: nothing listens', async () => {
    await controlPlane.admin.apply(at('shop/closed', [`${own}`], closed));
    const { code, failed, warned, told } = await examined('shop/closed:http', 'shop/open:http');
    expect({ code, failed, warned }).toEqual({ code: 0, failed: [], warned: ['nodes-reachable: P04'] });
    expect(told).toMatchObject({
      title: '1 of 2 nodes refuses the connection',
      evidence: [`${own}:${closed} of shop/closed:http: connection refused`],
    });
  });

  test('P05: the connection is ended at once', async () => {
    await controlPlane.admin.apply(at('shop/strict', [`${own}`], dropping));
    const { failed, warned } = await examined('shop/strict:http', 'shop/open:http');
    expect({ failed, warned }).toEqual({ failed: [], warned: ['nodes-reachable: P05'] });
  });
});

describe.skipIf(own === undefined || silent === undefined)('nodes at addresses that nobody has', () => {
  const [first, second] = silent ?? ['', ''];

  test('P01: and the machines of the cluster answer: with the way in that there is', async () => {
    const published = service('shop/far', { selector: null });
    await controlPlane.admin.apply(
      at('shop/far', [first, second], 8080),
      { ...published, spec: { ...published.spec, type: 'NodePort' } },
      machine('worker-1', `${own}`),
    );
    const { failed, warned, told } = await examined('shop/far:http');
    expect({ failed, warned }).toEqual({ failed: [], warned: ['nodes-reachable: P01'] });
    expect(told?.title).toBe('None of 2 nodes answers from here');
    expect(told?.evidence.slice(2)).toEqual([
      `The Kubernetes node worker-1 does answer at ${own}, so that only the network of the pods is missing`,
      expect.stringMatching(/^NodePort [\d.]+:3\d{4} leads to shop\/far:http$/),
    ]);
    expect(told?.mend).toMatch(/^nodes: \{"[\d.]+:3\d{4}": 1\}$/);
    const alone = await doctor(['--config', config, 'shop/far:http']);
    expect(alone.warned).toEqual(['nodes-reachable: P01']);
    await controlPlane.admin.delete(node('worker-1'));
  });

  test('P07: in a cluster of kind', async () => {
    await controlPlane.admin.apply(machine('dev-control-plane', `${own}`));
    const { failed, warned } = await examined('shop/far:http');
    expect({ failed, warned }).toEqual({ failed: [], warned: ['nodes-reachable: P07'] });
    await controlPlane.admin.delete(node('dev-control-plane'));
  });

  test('P02: while others answer, all in one namespace, with its NetworkPolicy', async () => {
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'deny-all' },
      spec: { podSelector: {} },
    };
    await controlPlane.admin.request('POST', '/apis/networking.k8s.io/v1/namespaces/infra/networkpolicies', { body: policy });
    await controlPlane.admin.apply(at('infra/kept', [first], 8080));
    const { failed, warned, told } = await examined('infra/kept:http', 'shop/open:http');
    expect({ failed, warned }).toEqual({ failed: [], warned: ['nodes-reachable: P02'] });
    expect(told).toMatchObject({
      evidence: [
        expect.stringContaining(`${first}:8080 of infra/kept:http`),
        'It is in the namespace infra, and none that answers is',
        'NetworkPolicies of infra: deny-all',
      ],
      mend: `kubectl -n infra describe networkpolicy --kubeconfig ${kubeconfig} --context east`,
    });
  });

  test('P08: at the address of a machine of the cluster', async () => {
    await controlPlane.admin.apply(machine('worker-2', first), at('infra/host', [first], 9100));
    const { failed, warned } = await examined('infra/host:http', 'shop/open:http');
    expect({ failed, warned }).toEqual({ failed: [], warned: ['nodes-reachable: P08'] });
    await controlPlane.admin.delete(node('worker-2'));
  });
});

describe('two clusters of one config', () => {
  let west: ControlPlane;
  const both = join(directory, 'both.yaml');
  const twoContexts = join(directory, 'two-contexts');

  beforeAll(async () => {
    west = await startControlPlane(assets);
    writeFileSync(twoContexts, JSON.stringify(kubeconfigOf({ east: controlPlane, west })));
    const blocks = [controlPlane, west].map(({ url }, index) => {
      const { hostname, port } = new URL(url);
      return {
        id: index === 0 ? 'east' : 'west',
        service: { schema: 'https', host: hostname, port },
        client: { token: 'none-yet' },
      };
    });
    writeFileSync(both, stringify({ discovery: { kubernetes: blocks } }));
    await controlPlane.startControllerManager();
    await commands.setUp(twoContexts, 'both', '--from-config', both, '--contexts', 'east=east,west=west', '--emit-config', both);
    await west.admin.apply(namespace('shop'));
    await controlPlane.admin.apply(at('shop/cms', ['10.1.0.7', '10.1.0.8'], 8080));
  });
  afterAll(() => west.stop());

  const examineBoth = () => doctor(['--config', both, '--kubeconfig', twoContexts, '--no-dial']);

  test('have networks of their own', async () => {
    await west.admin.apply(at('shop/pay', ['10.2.0.7'], 8080));
    const { failed, warned } = await examineBoth();
    expect({ failed, warned }).toEqual({ failed: [], warned: [] });
  });

  test('P03: have a pod of the same address', async () => {
    await west.admin.apply(at('shop/pay', ['10.1.0.7', '10.2.0.7'], 8080));
    const { failed, warned, checks } = await examineBoth();
    expect({ failed, warned }).toEqual({ failed: [], warned: ['networks-apart: P03'] });
    expect(checks.find(({ id }) => id === 'networks-apart')?.evidence).toEqual([
      '10.1.0.7:8080 is of east/shop/cms and of west/shop/pay',
    ]);
  });
});

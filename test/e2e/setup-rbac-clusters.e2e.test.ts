import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { endpoints, namespace, service } from '../support/objects.ts';
import { AccountCommands } from './account-commands.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { kubeconfigOf } from './kubeconfig.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-clusters-'));
const commands = new AccountCommands(directory);
const kubeconfig = join(directory, 'kubeconfig');
const config = join(directory, 'config.yaml');

let east: ControlPlane;
let west: ControlPlane;

beforeAll(async () => {
  [east, west] = await Promise.all([startControlPlane(assets), startControlPlane(assets)]);
  for (const [at, { admin }] of [east, west].entries()) {
    await admin.apply(
      namespace('shop'),
      service('shop/cms', { selector: null }),
      endpoints('shop/cms', { addresses: [`10.${at}.0.7`] }),
    );
  }
  writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf({ 'ctx-east': east, 'ctx-west': west })));
  writeFileSync(config, stringify({ discovery: { kubernetes: [block('east', east), block('west', west)] } }));
});

afterAll(async () => {
  rmSync(directory, { recursive: true });
  await Promise.all([east.stop(), west.stop()]);
});

/** A cluster of a gateway config whose token nobody has made yet. */
function block(id: string, { url }: ControlPlane): object {
  const { hostname, port } = new URL(url);
  return {
    id,
    service: { schema: 'https', host: hostname, port },
    client: { token: 'none-yet' },
    watch_endpoint_slices: id === 'west',
  };
}

const setUp = (...args: readonly string[]) =>
  commands.setUp(kubeconfig, 'gateway', '--from-config', config, '--contexts', 'east=ctx-east,west=ctx-west', ...args);

describe.skipIf(assets.controllerManager === undefined)('setup-rbac for several clusters (kube-controller-manager)', () => {
  test('writes to none of them where one stands in the way', async () => {
    await west.kubectl(['create', 'clusterrole', 'gateway', '--verb=get', '--resource=pods']);
    const { code, clusters } = await setUp();
    expect(code).toBe(1);
    expect(clusters.map(({ id }) => id)).toEqual(['east', 'west']);
    expect((await east.admin.send('GET', '/api/v1/namespaces/default/serviceaccounts/gateway')).status).toBe(404);
    await west.kubectl(['delete', 'clusterrole', 'gateway']);
  });

  test('makes an account in each, with what its part of the config needs, and puts the tokens there', async () => {
    const { code, stderr, clusters } = await setUp('--emit-config', config);
    expect(code, stderr).toBe(0);
    const proofs = clusters.map(({ id, server, proof }) => [
      id,
      server,
      ...proof.map(({ what, resource, outcome }) => [what, resource, outcome]),
    ]);
    expect(proofs).toEqual([
      ['east', east.url, ['identity', undefined, 'pass'], ['list', 'endpoints', 'pass'], ['watch', 'endpoints', 'pass']],
      [
        'west',
        west.url,
        ['identity', undefined, 'pass'],
        ['list', 'endpointslices', 'pass'],
        ['watch', 'endpointslices', 'pass'],
      ],
    ]);
    for (const context of ['ctx-east', 'ctx-west']) {
      const token = await commands.token(kubeconfig, 'get', 'gateway', '-n', 'default', '--context', context);
      expect(readFileSync(config, 'utf8')).toContain(token);
    }
    await vi.waitFor(async () => {
      const { code: resolved, stdout } = await commands.run('/nonexistent', 'resolve', '--config', config, 'east/shop/cms:http');
      expect([resolved, stdout]).toEqual([0, expect.stringContaining('10.0.0.7')]);
    });
    expect(await setUp('--emit-config', config)).toMatchObject({ code: 0 });
    expect(commands.leaks()).toEqual([]);
  });

  test('an id without a context is refused before anything is asked', async () => {
    const args = ['--from-config', config, '--contexts', 'east=ctx-east'];
    const { code, stderr } = await commands.run(kubeconfig, 'setup-rbac', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain('west');
  });
});

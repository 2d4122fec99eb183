import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AccountCommands } from './account-commands.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { HEALTHY, doctorFrom, failing, told } from './doctor.ts';
import type { Told } from './doctor.ts';
import { createServiceAccount } from './service-account.ts';
import type { Access } from './service-account.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-pre-'));
const commands = new AccountCommands(directory);
const TOKEN_SECRET = 'kubernetes.io/service-account-token';
const metadata = { namespace: 'default', name: 'apisix-discovery' };
const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
let controlPlane: ControlPlane;

beforeAll(async () => {
  controlPlane = await startControlPlane(assets);
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await controlPlane.stop();
});

/** Examines what whoever this kubeconfig is of would meet. */
async function examined(kubeconfig: string): Promise<Told> {
  return told(await doctorFrom(['--kubeconfig', kubeconfig, '--pre']));
}

/** The kubeconfig of somebody with these rights. */
async function somebody(name: string, access: Access): Promise<string> {
  const token = await createServiceAccount(controlPlane.admin, { namespace: 'default', name, access });
  return commands.kubeconfigOf(controlPlane.adminKubeconfig, token);
}

describe('before the account of a gateway is made', () => {
  test('an admin may make it, and it will have a token', async () => {
    expect(await examined(controlPlane.adminKubeconfig)).toEqual(HEALTHY);
  });

  test('R13: somebody may make it, and not grant it rights', async () => {
    const verbs = ['get', 'list', 'create', 'patch'];
    const rules = [
      { apiGroups: [''], resources: ['serviceaccounts', 'secrets'], verbs },
      { apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles', 'clusterrolebindings'], verbs },
    ];
    const kubeconfig = await somebody('maker', { kind: 'rules', rules });
    await vi.waitFor(async () => expect(await examined(kubeconfig)).toEqual(failing('may-set-up: R13')), 10_000);
  });

  test('R19: somebody may not make it, nor look whether it has a token', async () => {
    const kubeconfig = await somebody('nobody', { kind: 'none' });
    expect(await examined(kubeconfig)).toEqual({ ...HEALTHY, failed: ['may-set-up: R19'], unknown: ['tokens-issued'] });
  });
});

describe('an account that was begun by hand', () => {
  test('T13: has no Secret', async () => {
    await controlPlane.admin.apply(account);
    expect(await examined(controlPlane.adminKubeconfig)).toEqual(failing('tokens-issued: T13'));
  });

  test('T14: has one of another type', async () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { ...metadata, name: 'apisix-discovery-token' },
      type: 'Opaque',
    };
    await controlPlane.admin.apply(account, secret);
    expect(await examined(controlPlane.adminKubeconfig)).toEqual(failing('tokens-issued: T14'));
    await controlPlane.admin.delete(secret);
  });

  test('T17: has one that nobody fills', async () => {
    await controlPlane.stopControllerManager();
    const annotations = { 'kubernetes.io/service-account.name': 'apisix-discovery' };
    const name = 'apisix-discovery-token';
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { ...metadata, name, annotations }, type: TOKEN_SECRET };
    await controlPlane.admin.apply(account, secret);
    expect(await examined(controlPlane.adminKubeconfig)).toEqual(failing('tokens-issued: T17'));
  });
});

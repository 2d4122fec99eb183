import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { endpoints, endpointSlice, namespace, node, pod, service } from '../support/objects.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { createServiceAccount, discoveryAccess } from './service-account.ts';

const assets = requireAssets();
let controlPlane: ControlPlane;

beforeAll(async () => {
  controlPlane = await startControlPlane(assets);
});
afterAll(() => controlPlane.stop());

describe('API server', () => {
  test('serves the version that its kubectl has', async () => {
    const answer = await controlPlane.kubectl(['version']);
    const versions = [...answer.matchAll(/^(?:Client|Server) Version: (v1\.\d+\.\d+)$/gm)].map(([, version]) => version);
    expect(versions).toHaveLength(2);
    expect(versions[0]).toBe(versions[1]);
  });

  test('has Endpoints of its own', async () => {
    const own = await controlPlane.admin.request('GET', '/api/v1/namespaces/default/endpoints/kubernetes');
    expect(own).toMatchObject({ subsets: [{ addresses: [{ ip: '192.0.2.1' }], ports: [{ name: 'https' }] }] });
  });

  test('applies manifests from stdin', async () => {
    const applied = await controlPlane.kubectl(['apply', '-f', '-'], JSON.stringify(namespace('from-kubectl')));
    expect(applied).toBe('namespace/from-kubectl created\n');
  });

  test.each([
    { resource: 'endpoints', group: '', path: '/api/v1/endpoints' },
    { resource: 'endpointslices', group: 'discovery.k8s.io', path: '/apis/discovery.k8s.io/v1/endpointslices' },
  ])('lists $resource only for those whose ClusterRole allows it', async ({ resource, group, path }) => {
    const { admin } = controlPlane;
    await admin.apply(namespace(resource));
    const without = await createServiceAccount(admin, { namespace: resource, name: 'without', access: { kind: 'none' } });
    const gateway = await createServiceAccount(admin, { namespace: resource, name: 'gateway', access: discoveryAccess });

    const refused = await controlPlane.as(without).send('GET', path);
    expect(refused.status).toBe(403);
    const user = `system:serviceaccount:${resource}:without`;
    const message = `User "${user}" cannot list resource "${resource}" in API group "${group}" at the cluster scope`;
    expect(refused.text).toContain(JSON.stringify(message).slice(1, -1));
    await expect.poll(() => controlPlane.as(gateway).send('GET', path)).toMatchObject({ status: 200 });
  });
});

describe.skipIf(assets.controllerManager === undefined)('controllers (kube-controller-manager)', () => {
  test('make Endpoints and a slice from a Service and its ready pod', async () => {
    const { admin } = controlPlane;
    await admin.apply(
      namespace('shop'),
      node('node-1'),
      service('shop/cms'),
      pod('shop/cms-0', { ip: '10.1.0.7', labels: { app: 'cms' } }),
    );

    await expect
      .poll(() => admin.request('GET', '/api/v1/namespaces/shop/endpoints/cms').catch(() => undefined))
      .toMatchObject({
        subsets: [{ addresses: [{ ip: '10.1.0.7' }], ports: [{ name: 'http', port: 8080 }] }],
      });
    const slices = '/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?labelSelector=kubernetes.io/service-name%3Dcms';
    await expect
      .poll(() => admin.request('GET', slices))
      .toMatchObject({
        items: [{ endpoints: [{ addresses: ['10.1.0.7'], conditions: { ready: true } }], ports: [{ name: 'http', port: 8080 }] }],
      });
  });

  test('fill the built-in ClusterRole view, which may list Endpoints', async () => {
    const { admin } = controlPlane;
    await admin.apply(namespace('viewers'));
    const access = { kind: 'clusterRole', name: 'view' } as const;
    const token = await createServiceAccount(admin, { namespace: 'viewers', name: 'gateway', access });
    await expect.poll(() => controlPlane.as(token).send('GET', '/api/v1/endpoints')).toMatchObject({ status: 200 });
  });
});

describe('history', () => {
  test('older than a compaction and a restart is gone: the watch gets one 410 event and ends', async () => {
    const { admin } = controlPlane;
    await controlPlane.stopControllerManager();
    await admin.apply(namespace('history'), endpointSlice('history/cms-1', { service: 'cms' }));
    const { metadata } = await admin.request<{ metadata: { resourceVersion: string } }>('GET', '/api/v1/endpoints?limit=1');
    await admin.apply(endpoints('history/cms'), endpoints('history/cms', { addresses: ['10.0.0.2'] }));
    await controlPlane.compact();

    const watch = `/api/v1/endpoints?watch=1&timeoutSeconds=1&resourceVersion=${metadata.resourceVersion}`;
    const before = await admin.send('GET', watch);
    expect(eventsIn(before.text)).toMatchObject([{ type: 'ADDED' }, { type: 'MODIFIED' }]);

    await controlPlane.killApiServer();
    await expect(admin.send('GET', '/readyz')).rejects.toThrow(/ECONNREFUSED|ECONNRESET|socket hang up/);
    await controlPlane.startApiServer();

    const after = await admin.send('GET', watch);
    expect(after.status).toBe(200);
    expect(eventsIn(after.text)).toMatchObject([{ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }]);
    const kept = await admin.request('GET', '/api/v1/namespaces/history/endpoints/cms');
    expect(kept).toMatchObject({ subsets: [{ addresses: [{ ip: '10.0.0.2' }] }] });
  });
});

function eventsIn(body: string): unknown[] {
  return body
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

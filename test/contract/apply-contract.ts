import { beforeAll, describe, expect, test } from 'vitest';

import { namespace } from '../support/objects.ts';
import { APPLY_NAMESPACE, applyConflict, secret, SECRETS } from './apply-objects.ts';
import { apply, content, managersIn, resourceVersionOf } from './ask.ts';
import type { ContractTarget } from './contract-target.ts';

const CLUSTER_ROLES = '/apis/rbac.authorization.k8s.io/v1/clusterroles';

function clusterRole(name: string, verbs: readonly string[]): object {
  const rules = [{ apiGroups: [''], resources: ['endpoints'], verbs }];
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules };
}

export function applyContract(target: () => ContractTarget): void {
  const at = (name: string, query: string, object: object) => apply(target().admin, [`${SECRETS}/${name}`, query], object);

  describe('server-side apply', () => {
    beforeAll(() => target().admin.apply(namespace(APPLY_NAMESPACE)));

    test('creates what is not there, and owns what it says', async () => {
      const created = await at('new', 'm1', secret('new', { labels: { a: 'b' }, data: { k: 'aw==' } }));
      expect(created.status).toBe(201);
      expect(content(created)).toEqual({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { labels: { a: 'b' } },
        data: { k: 'aw==' },
        type: 'Opaque',
      });
      expect(managersIn(created)).toEqual({
        'm1 Apply': { 'f:data': { 'f:k': {} }, 'f:metadata': { 'f:labels': { 'f:a': {} } } },
      });
    });

    test('done again writes nothing', async () => {
      const first = await at('again', 'm1', secret('again', { data: { k: 'aw==' } }));
      const second = await at('again', 'm1', secret('again', { data: { k: 'aw==' } }));
      expect(second.status).toBe(200);
      expect(second.body).toEqual(first.body);
    });

    test('of what another manager says too is shared, without a time', async () => {
      await apply(target().admin, [`${CLUSTER_ROLES}/contract-shared`, 'm1'], clusterRole('contract-shared', ['list']));
      const shared = await apply(
        target().admin,
        [`${CLUSTER_ROLES}/contract-shared`, 'm2'],
        clusterRole('contract-shared', ['list']),
      );
      expect(managersIn(shared)).toEqual({ 'm1 Apply': { 'f:rules': {} }, 'm2 Apply': { 'f:rules': {} } });
      const { metadata } = shared.body as { metadata: { managedFields: readonly { manager: string; time?: string }[] } };
      expect(metadata.managedFields.map(({ manager, time }) => [manager, time === undefined])).toEqual([
        ['m2', true],
        ['m1', false],
      ]);
    });

    test('of other values is a conflict with each of their managers, by field', async () => {
      await at('fought', 'm1', secret('fought', { labels: { x: '1' }, data: { a: 'YQ==' } }));
      await at('fought', 'm2', secret('fought', { data: { a: 'YQ==', b: 'Yg==' } }));
      expect(await at('fought', 'm2', secret('fought', { data: { a: 'AAAA', b: 'Yg==' } }))).toEqual(
        applyConflict('1 conflict: conflict with "m1": .data.a', ['"m1"', '.data.a']),
      );
      expect(await at('fought', 'm3', secret('fought', { labels: { x: '3' }, data: { a: 'AAAA', b: 'AAAA' } }))).toEqual(
        applyConflict(
          '4 conflicts: conflicts with "m1":\n- .data.a\n- .metadata.labels.x\nconflicts with "m2":\n- .data.a\n- .data.b',
          ['"m1"', '.data.a'],
          ['"m1"', '.metadata.labels.x'],
          ['"m2"', '.data.a'],
          ['"m2"', '.data.b'],
        ),
      );
    });

    test('by force takes over the fields in question alone', async () => {
      await at('forced', 'm1', secret('forced', { labels: { x: '1', z: 'z' }, data: { a: 'YQ==' } }));
      const forced = await at('forced', 'm2&force=true', secret('forced', { labels: { x: '2' } }));
      expect(content(forced)).toMatchObject({ metadata: { labels: { x: '2', z: 'z' } }, data: { a: 'YQ==' } });
      expect(managersIn(forced)).toEqual({
        'm1 Apply': { 'f:data': { 'f:a': {} }, 'f:metadata': { 'f:labels': { 'f:z': {} } } },
        'm2 Apply': { 'f:metadata': { 'f:labels': { 'f:x': {} } } },
      });
    });

    test('removes what its manager no longer says and nobody else does', async () => {
      await at('dropped', 'm1', secret('dropped', { labels: { x: '1', z: 'z' }, data: { a: 'YQ==', b: 'Yg==' } }));
      await at('dropped', 'm2', secret('dropped', { data: { b: 'Yg==' } }));
      const dropped = await at('dropped', 'm1', secret('dropped', { labels: { z: 'z' } }));
      expect(content(dropped)).toEqual({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { labels: { z: 'z' } },
        data: { b: 'Yg==' },
        type: 'Opaque',
      });
      const last = await at('dropped', 'm2', secret('dropped'));
      expect(content(last)).not.toHaveProperty('data');
    });

    test('takes lists as a whole: of rules, and of subjects', async () => {
      const path = `${CLUSTER_ROLES}/contract-atomic`;
      await apply(target().admin, [path, 'm1'], clusterRole('contract-atomic', ['list']));
      expect(await apply(target().admin, [path, 'm2'], clusterRole('contract-atomic', ['list', 'watch']))).toEqual(
        applyConflict('1 conflict: conflict with "m1": .rules', ['"m1"', '.rules']),
      );
    });

    test('takes Secrets of an account one by one, and its pull secrets as a whole', async () => {
      const path = `/api/v1/namespaces/${APPLY_NAMESPACE}/serviceaccounts/keyed`;
      const account = (name: string) => ({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'keyed' },
        secrets: [{ name }],
        imagePullSecrets: [{ name }],
      });
      await apply(target().admin, [path, 'm1'], account('one'));
      expect(await apply(target().admin, [path, 'm2'], account('two'))).toEqual(
        applyConflict('1 conflict: conflict with "m1": .imagePullSecrets', ['"m1"', '.imagePullSecrets']),
      );
      const both = await apply(target().admin, [path, 'm2&force=true'], account('two'));
      expect(content(both)).toMatchObject({ secrets: [{ name: 'one' }, { name: 'two' }], imagePullSecrets: [{ name: 'two' }] });
      expect(managersIn(both)).toEqual({
        'm1 Apply': { 'f:secrets': { 'k:{"name":"one"}': {} } },
        'm2 Apply': { 'f:imagePullSecrets': {}, 'f:secrets': { 'k:{"name":"two"}': {} } },
      });
    });

    test('of stringData owns that, and stores data', async () => {
      const object = { ...secret('text'), stringData: { a: 'b' } };
      const first = await at('text', 'm1', object);
      expect(content(first)).toMatchObject({ data: { a: 'Yg==' } });
      expect(content(first)).not.toHaveProperty('stringData');
      expect(managersIn(first)).toEqual({ 'm1 Apply': { 'f:stringData': { 'f:a': {} } } });
      expect(resourceVersionOf(await at('text', 'm1', object))).toBe(resourceVersionOf(first));
    });

    test('makes a namespace, with the label of every namespace', async () => {
      const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'contract-applied' } };
      const created = await apply(target().admin, ['/api/v1/namespaces/contract-applied', 'm1'], object);
      expect(created.status).toBe(201);
      expect(content(created)).toMatchObject({
        metadata: { labels: { 'kubernetes.io/metadata.name': 'contract-applied' } },
        status: { phase: 'Active' },
      });
      expect(managersIn(created)).toEqual({});
    });
  });
}

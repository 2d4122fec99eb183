import { beforeAll, describe, expect, test } from 'vitest';

import { namespace } from '../support/objects.ts';
import { apply, ask, resourceVersionOf } from './ask.ts';
import { failure } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';

const ACCOUNTS = '/api/v1/namespaces/contract-dry-run/serviceaccounts';

const account = (name: string, labels: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, labels },
});

export function dryRunContract(target: () => ContractTarget): void {
  const send = (method: string, path: string, body?: unknown) =>
    ask(target().admin, [method, `${ACCOUNTS}${path}`], body === undefined ? {} : { body });
  const uid = expect.any(String) as string;

  describe('a dry run', () => {
    beforeAll(async () => {
      await target().admin.apply(namespace('contract-dry-run'));
      await send('POST', '', account('there'));
    });

    test('of a create answers the object without a resourceVersion, and makes none', async () => {
      const created = await send('POST', '?dryRun=All', account('new'));
      expect(created).toMatchObject({ status: 201, body: { metadata: { name: 'new', uid } } });
      expect(resourceVersionOf(created)).toBeUndefined();
      const applied = await apply(target().admin, [`${ACCOUNTS}/new`, 'm&dryRun=All'], account('new'));
      expect(applied).toMatchObject({ status: 201, body: { metadata: { name: 'new', uid } } });
      expect(resourceVersionOf(applied)).toBeUndefined();
      expect(await send('GET', '/new')).toMatchObject({ status: 404 });
    });

    test('of a change answers the object as it would be, under the resourceVersion that stands', async () => {
      const before = await send('GET', '/there');
      const changes = [
        await send('PUT', '/there?dryRun=All', account('there', { a: 'b' })),
        await send('PATCH', '/there?dryRun=All', { metadata: { labels: { a: 'b' } } }),
        await apply(target().admin, [`${ACCOUNTS}/there`, 'm&dryRun=All'], account('there', { a: 'b' })),
      ];
      for (const change of changes) {
        expect(change).toMatchObject({ status: 200, body: { metadata: { labels: { a: 'b' } } } });
        expect(resourceVersionOf(change)).toBe(resourceVersionOf(before));
      }
      expect(await send('GET', '/there')).toEqual(before);
    });

    test('of a deletion, asked for in the query or in the body, answers the object and leaves it', async () => {
      const before = await send('GET', '/there');
      expect(await send('DELETE', '/there?dryRun=All')).toEqual(before);
      expect(await send('DELETE', '/there', { kind: 'DeleteOptions', apiVersion: 'v1', dryRun: ['All'] })).toEqual(before);
      expect(await send('GET', '/there')).toEqual(before);
    });

    test.each([
      ['POST', '', 'CreateOptions'],
      ['PUT', '/there', 'UpdateOptions'],
      ['PATCH', '/there', 'PatchOptions'],
      ['DELETE', '/there', 'DeleteOptions'],
    ])('of a part is refused for %s', async (method, path, kind) => {
      const message = 'Unsupported value: ["Some"]: supported values: "All"';
      const causes = [{ reason: 'FieldValueNotSupported', message, field: 'dryRun' }];
      expect(await send(method, `${path}?dryRun=Some`, method === 'DELETE' ? undefined : account('there'))).toEqual({
        status: 422,
        body: failure(422, `${kind}.meta.k8s.io "" is invalid: dryRun: ${message}`, {
          reason: 'Invalid',
          details: { group: 'meta.k8s.io', kind, causes },
        }),
      });
    });
  });

  describe('a deletion', () => {
    const conflict = (why: unknown) => ({
      status: 409,
      body: failure(409, why, { reason: 'Conflict', details: { name: 'kept', kind: 'ServiceAccount' } }),
    });
    const begin = 'Operation cannot be fulfilled on ServiceAccount "kept": the';

    test('of another uid than the one there is a 409', async () => {
      await send('POST', '', account('kept'));
      expect(await send('DELETE', '/kept', { preconditions: { uid: 'x' } })).toEqual(
        conflict(
          expect.stringMatching(
            new RegExp(
              `^${begin} UID in the precondition \\(x\\) does not match the UID in record \\(.+\\)\\. The object might have been deleted`,
            ),
          ),
        ),
      );
      expect(await send('DELETE', '/kept', { preconditions: { resourceVersion: '1' } })).toEqual(
        conflict(
          expect.stringMatching(
            new RegExp(
              `^${begin} ResourceVersion in the precondition \\(1\\) does not match the ResourceVersion in record \\(\\d+\\)\\.`,
            ),
          ),
        ),
      );
      const before = await send('GET', '/kept');
      const { metadata } = before.body as { metadata: { uid: string } };
      const preconditions = { uid: metadata.uid };
      const deleted = await send('DELETE', '/kept', { preconditions, propagationPolicy: 'Background' });
      expect(deleted).toMatchObject({ status: 200, body: { kind: 'ServiceAccount', metadata: { uid: metadata.uid } } });
      expect(Number(resourceVersionOf(deleted))).toBeGreaterThan(Number(resourceVersionOf(before)));
      expect(await send('GET', '/kept')).toMatchObject({ status: 404 });
    });
  });
}

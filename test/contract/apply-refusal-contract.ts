import { beforeAll, describe, expect, test } from 'vitest';

import { namespace } from '../support/objects.ts';
import { APPLY_NAMESPACE, secret, SECRETS } from './apply-objects.ts';
import { apply } from './ask.ts';
import { failure } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';

export function applyRefusalContract(target: () => ContractTarget): void {
  const at = (name: string, query: string, object: object) => apply(target().admin, [`${SECRETS}/${name}`, query], object);
  const badManager = (problem: string, reason: string) => ({
    status: 422,
    body: failure(422, `PatchOptions.meta.k8s.io "" is invalid: fieldManager: ${problem}`, {
      reason: 'Invalid',
      details: { group: 'meta.k8s.io', kind: 'PatchOptions', causes: [{ reason, message: problem, field: 'fieldManager' }] },
    }),
  });

  describe('server-side apply', () => {
    beforeAll(() => target().admin.apply(namespace(APPLY_NAMESPACE)));

    test('into a namespace that does not exist is a 404', async () => {
      const details = { name: 'none', kind: 'namespaces' };
      expect(await apply(target().admin, ['/api/v1/namespaces/none/secrets/x', 'm1'], secret('x'))).toEqual({
        status: 404,
        body: failure(404, 'namespaces "none" not found', { reason: 'NotFound', details }),
      });
    });

    test('needs the name of its manager, of 128 bytes at most', async () => {
      const required = 'Required value: is required for apply patch';
      expect(await at('x', '', secret('x'))).toEqual(badManager(required, 'FieldValueRequired'));
      const tooLong = 'Too long: may not be more than 128 bytes';
      expect(await at('x', 'm'.repeat(129), secret('x'))).toEqual(badManager(tooLong, 'FieldValueTooLong'));
    });

    test.each([
      ['of another kind', { ...secret('x'), kind: 'Pod' }, 'invalid object type: /v1, Kind=Pod'],
      ['of another version', { ...secret('x'), apiVersion: 'v2' }, 'invalid object type: /v2, Kind=Secret'],
      ['without a kind', { metadata: { name: 'x' } }, 'invalid object type: /, Kind='],
      ['of another name', secret('y'), 'the name of the object (y) does not match the name on the URL (x)'],
      [
        'of another namespace',
        { ...secret('x'), metadata: { name: 'x', namespace: 'default' } },
        'the namespace of the provided object does not match the namespace sent on the request',
      ],
      [
        'with managed fields',
        { ...secret('x'), metadata: { name: 'x', managedFields: [{}] } },
        'metadata.managedFields must be nil',
      ],
    ])('%s is a 400', async (_, object, message) => {
      expect(await at('x', 'm1', object)).toEqual({ status: 400, body: failure(400, message, { reason: 'BadRequest' }) });
    });

    test('of an old resourceVersion is a 409', async () => {
      await at('old', 'm1', secret('old'));
      const message =
        'Operation cannot be fulfilled on secrets "old": the object has been modified; please apply your changes to the latest version and try again';
      expect(await at('old', 'm1', { ...secret('old'), metadata: { name: 'old', resourceVersion: '1' } })).toEqual({
        status: 409,
        body: failure(409, message, { reason: 'Conflict', details: { name: 'old', kind: 'secrets' } }),
      });
    });
  });
}

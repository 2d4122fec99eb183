import { beforeAll, describe, expect, test } from 'vitest';

import { endpoints, namespace } from '../support/objects.ts';
import { failure } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';

const PATH = '/api/v1/namespaces/contract-write/endpoints';
const CHANGED = 'the object has been modified; please apply your changes to the latest version and try again';

export function writeContract(target: () => ContractTarget): void {
  const send = async (method: string, { path = PATH, body }: { path?: string; body?: unknown }) => {
    const { status, text } = await target().admin.send(method, path, { body });
    return { status, body: JSON.parse(text) as unknown };
  };
  const bad = (message: string) => ({ status: 400, body: failure(400, message, { reason: 'BadRequest' }) });

  describe('writing', () => {
    beforeAll(() => target().admin.apply(namespace('contract-write'), endpoints('contract-write/taken')));

    test('creates, replaces and deletes', async () => {
      const created = await send('POST', { body: endpoints('contract-write/cms') });
      expect(created).toMatchObject({ status: 201, body: { kind: 'Endpoints', apiVersion: 'v1', metadata: { name: 'cms' } } });
      const replaced = await send('PUT', {
        path: `${PATH}/cms`,
        body: endpoints('contract-write/cms', { addresses: ['10.0.0.9'] }),
      });
      expect(replaced).toMatchObject({ status: 200, body: { subsets: [{ addresses: [{ ip: '10.0.0.9' }] }] } });
      expect(await send('DELETE', { path: `${PATH}/cms` })).toEqual({
        status: 200,
        body: {
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Success',
          details: { name: 'cms', kind: 'endpoints', uid: expect.any(String) as string },
        },
      });
      expect(await send('DELETE', { path: `${PATH}/cms` })).toMatchObject({ status: 404 });
    });

    test('a name that is taken is a 409', async () => {
      const details = { name: 'taken', kind: 'endpoints' };
      expect(await send('POST', { body: endpoints('contract-write/taken') })).toEqual({
        status: 409,
        body: failure(409, 'endpoints "taken" already exists', { reason: 'AlreadyExists', details }),
      });
    });

    test('an old resourceVersion is a 409', async () => {
      const object = { metadata: { name: 'taken', resourceVersion: '1' } };
      const message = `Operation cannot be fulfilled on endpoints "taken": ${CHANGED}`;
      const details = { name: 'taken', kind: 'endpoints' };
      expect(await send('PUT', { path: `${PATH}/taken`, body: object })).toEqual({
        status: 409,
        body: failure(409, message, { reason: 'Conflict', details }),
      });
    });

    test('a namespace that does not exist is a 404', async () => {
      const details = { name: 'none', kind: 'namespaces' };
      expect(await send('POST', { path: '/api/v1/namespaces/none/endpoints', body: { metadata: { name: 'x' } } })).toEqual({
        status: 404,
        body: failure(404, 'namespaces "none" not found', { reason: 'NotFound', details }),
      });
    });

    test('another namespace, or another name, than that of the path is a 400', async () => {
      expect(await send('POST', { body: endpoints('default/cms') })).toEqual(
        bad('the namespace of the provided object does not match the namespace sent on the request'),
      );
      expect(await send('PUT', { path: `${PATH}/taken`, body: { metadata: { name: 'other' } } })).toEqual(
        bad('the name of the object (other) does not match the name on the URL (taken)'),
      );
    });

    test('an object without a name is a 422', async () => {
      const message = 'Required value: name or generateName is required';
      const details = { kind: 'Endpoints', causes: [{ reason: 'FieldValueRequired', message, field: 'metadata.name' }] };
      expect(await send('POST', { body: { metadata: {} } })).toEqual({
        status: 422,
        body: failure(422, `Endpoints "" is invalid: metadata.name: ${message}`, { reason: 'Invalid', details }),
      });
    });

    test('into all namespaces at once is a 405', async () => {
      const message = 'the server does not allow this method on the requested resource';
      expect(await send('POST', { path: '/api/v1/endpoints', body: { metadata: { name: 'x' } } })).toEqual({
        status: 405,
        body: failure(405, message, { reason: 'MethodNotAllowed', details: {} }),
      });
    });

    test('a Namespace gets a label with its name', async () => {
      const { body } = await send('GET', { path: '/api/v1/namespaces/contract-write' });
      expect(body).toMatchObject({
        metadata: { labels: { 'kubernetes.io/metadata.name': 'contract-write' } },
        status: { phase: 'Active' },
      });
    });
  });
}

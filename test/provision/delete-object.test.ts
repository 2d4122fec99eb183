import { expect, test } from 'vitest';
import { deleteObject } from '../../src/provision/write-object.ts';
import { objectServer, refusal } from '../support/object-server.ts';

const ACCOUNT = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'default', name: 'gw' };
const PATH = 'DELETE /api/v1/namespaces/default/serviceaccounts/gw';
const live = { metadata: { name: 'gw', uid: 'u-1', resourceVersion: '7' } };

test.each([
  ['gone', { kind: 'Status', metadata: {}, status: 'Success' }, { state: 'deleted' }],
  ['gone, and answered as it was last', { metadata: { name: 'gw', uid: 'u-1' } }, { state: 'deleted' }],
  [
    'held by others',
    { metadata: { name: 'gw', deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['a.test/b', 'c.test/d'] } },
    { state: 'held', finalizers: ['a.test/b', 'c.test/d'] },
  ],
  ['gone before', refusal(404, 'NotFound', 'serviceaccounts "gw" not found'), { state: 'absent' }],
])('an object that was to be deleted is %s', async (_, answer, outcome) => {
  const { asking, bodies } = await objectServer({ [PATH]: answer });
  expect(await deleteObject(ACCOUNT, { ...asking, live })).toEqual(outcome);
  expect(bodies).toEqual([{ apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid: 'u-1', resourceVersion: '7' } }]);
});

test('an answer of another kind is not believed', async () => {
  const { asking } = await objectServer({ [PATH]: { status: 200, body: {} } });
  await expect(deleteObject(ACCOUNT, { ...asking, live })).rejects.toMatchObject({ kind: 'protocol' });
});

test('an object that has changed since it was read is not deleted', async () => {
  const { asking } = await objectServer({ [PATH]: refusal(409, 'Conflict', 'the object has been modified') });
  await expect(deleteObject(ACCOUNT, { ...asking, live })).rejects.toMatchObject({ kind: 'conflict' });
});

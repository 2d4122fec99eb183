import { expect, test } from 'vitest';
import { planObject } from '../../src/provision/plan-object.ts';
import { objectServer } from '../support/object-server.ts';

test('an object that could not be read is in the way, also where all rights are held a moment later', async () => {
  const { asking } = await objectServer({
    'POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews': { kind: 'SelfSubjectAccessReview', status: { allowed: true } },
  });
  const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'gw-token', namespace: 'default' } };
  const wish = {
    object,
    live: { kind: 'unreadable' },
    grant: undefined,
    canDryRun: true,
    isRemembered: false,
    detail: undefined,
  } as const;
  const { result, missing } = await planObject(wish, { ...asking, force: false, recreate: false });
  expect(result.state).toBe('unreadable');
  expect(missing).toEqual([
    {
      verb: 'get',
      group: '',
      resource: 'secrets',
      namespace: 'default',
      name: 'gw-token',
    },
  ]);
});

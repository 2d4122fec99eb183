import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

import { ALL_RIGHTS } from '../../src/playground/account.ts';
import { answerRequest } from '../../src/playground/api-server.ts';
import { FaultPlan } from '../../src/playground/faults/plan.ts';
import { issueAccount } from '../../src/playground/issue-account.ts';
import { RESOURCES } from '../../src/playground/resource.ts';
import { seed } from '../../src/playground/services/seed.ts';
import { ObjectStore } from '../../src/playground/store/object-store.ts';
import { createTokenKey } from '../../src/playground/tokens/token-key.ts';
import type { TokenKey } from '../../src/playground/tokens/token-key.ts';
import { FakeClock } from '../support/fake-clock.ts';

let tokenKey: TokenKey;
beforeAll(async () => {
  tokenKey = await createTokenKey();
});

/** A seeded server whose only account may do everything. */
function server() {
  const clock = new FakeClock();
  const store = new ObjectStore(clock);
  seed(store, { services: 0 });
  const account = { namespace: 'kube-system', name: 'admin', rules: ALL_RIGHTS };
  const { token } = issueAccount(store, account, { key: tokenKey, caPem: undefined, now: clock.now() });
  const state = { store, clock, tokenKey, faults: new FaultPlan() };
  const send = (method: string, url: string, body = '', contentType = 'application/json') => {
    const request = { method, url, authorization: `Bearer ${token}`, contentType, userAgent: '', body };
    const { answer } = answerRequest(state, request);
    if (answer.kind === 'watch') throw new Error(`${url} is a watch`);
    return { status: answer.status, body: answer.body };
  };
  return { store, send };
}

describe('answerRequest', () => {
  // The rest of its behaviour is the contract's; these are the playground's own.
  test('deletes a namespace at once, with everything in it', () => {
    const { store, send } = server();
    expect(send('DELETE', '/api/v1/namespaces/default').status).toBe(200);
    expect(
      (['namespaces', 'services', 'endpoints', 'endpointslices'] as const).map((resource) => store.snapshot(resource).length),
    ).toEqual([3, 0, 0, 0]);
  });

  test.each(['{"metadata":', '', '[]', 'null', '"text"', '{"metadata":[]}'])('refuses the object %j', (body) => {
    const { status } = server().send('POST', '/api/v1/namespaces/default/endpoints', body);
    expect([400, 422]).toContain(status);
  });

  test.each([
    ['PATCH', '/api/v1/namespaces/default/endpoints/cms', 415],
    ['DELETE', '/api/v1/namespaces/default/endpoints', 405],
    ['OPTIONS', '/api/v1/endpoints', 405],
    ['GET', '/api/v1/namespaces/default/services/cms/status', 404],
    ['GET', '/api/v1/nodes', 200],
    ['GET', '/apis/apps/v1/deployments', 200],
    ['GET', '/apis/discovery.k8s.io/v1', 200],
    ['GET', '/healthz', 200],
    ['GET', '', 404],
    ['GET', '/%', 404],
    ['GET', '/api/v1/endpoints?labelSelector=%zz', 400],
  ])('%s %s is a %i', (method, url, status) => {
    expect(server().send(method, url).status).toBe(status);
  });

  test('deletes nothing for options that it cannot read', () => {
    const { send } = server();
    const cms = '/api/v1/namespaces/default/endpoints/cms';
    expect(send('DELETE', cms, '', 'application/vnd.kubernetes.protobuf').status).toBe(415);
    expect(send('DELETE', cms, '{"dryRun":').status).toBe(400);
    expect(send('GET', cms).status).toBe(200);
  });

  test('answers whatever is sent to it', () => {
    const { send } = server();
    const written = fc.constantFrom(
      ...RESOURCES.filter(({ plural }) => plural !== 'namespaces').map((resource) => {
        const root = resource.group === '' ? '/api/v1' : `/apis/${resource.group}/${resource.version}`;
        return { ...resource, path: `${root}${resource.namespaced ? '/namespaces/default' : ''}/${resource.plural}` };
      }),
    );
    const how = fc.constantFrom(
      ['POST', '', 'application/json'] as const,
      ['PUT', '/x', 'application/json'] as const,
      ['PATCH', '/x', 'application/merge-patch+json'] as const,
      ['PATCH', '/x?fieldManager=m&force=true', 'application/apply-patch+yaml'] as const,
    );
    const fields = ['rules', 'roleRef', 'subjects', 'data', 'stringData', 'type', 'secrets', 'spec', 'toString', '__proto__'];
    const object = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 3 }));
    const metadata = fc.dictionary(fc.constantFrom('labels', 'annotations', 'finalizers', 'ownerReferences'), fc.jsonValue());
    fc.assert(
      fc.property(written, how, object, metadata, (resource, [method, path, contentType], body, more) => {
        const apiVersion = resource.group === '' ? 'v1' : `${resource.group}/v1`;
        const sent = JSON.stringify({ ...body, apiVersion, kind: resource.kind, metadata: { ...more, name: 'x' } });
        expect([200, 201, 400, 404, 409, 422]).toContain(send(method, `${resource.path}${path}`, sent, contentType).status);
      }),
      { numRuns: 500 },
    );
    expect(send('GET', '/api/v1/endpoints').status).toBe(200);
  });

  test.each([
    ['clusterroles', { rules: 'x' }, 'ClusterRole.rules', 'string'],
    ['clusterroles', { rules: [{ verbs: 1 }] }, 'ClusterRole.rules.verbs', 'number'],
    ['clusterrolebindings', { subjects: [true] }, 'ClusterRoleBinding.subjects', 'bool'],
    ['clusterrolebindings', { roleRef: [] }, 'ClusterRoleBinding.roleRef', 'array'],
    ['clusterroles', { metadata: { name: 'x', labels: { a: {} } } }, 'ClusterRole.metadata.labels', 'object'],
  ])('refuses in %s %j', (plural, fields, field, found) => {
    const { status, body } = server().send(
      'POST',
      `/apis/rbac.authorization.k8s.io/v1/${plural}`,
      JSON.stringify({ metadata: { name: 'x' }, ...fields }),
    );
    expect(status).toBe(400);
    expect(body).toContain(`json: cannot unmarshal ${found} into Go struct field ${field}`);
  });

  test('gives a Node or Namespace made without them the fields that every such object has', () => {
    const { send } = server();
    expect(JSON.parse(send('POST', '/api/v1/nodes', '{"metadata":{"name":"node-1"}}').body)).toMatchObject({
      kind: 'Node',
      spec: {},
      status: {},
    });
    expect(JSON.parse(send('POST', '/api/v1/namespaces', '{"metadata":{"name":"x","labels":{"a":"b"}}}').body)).toMatchObject({
      metadata: { labels: { 'kubernetes.io/metadata.name': 'x', a: 'b' } },
    });
  });
});

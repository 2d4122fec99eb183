import { describe, expect, test } from 'vitest';
import {
  annotationOf,
  collectionPath,
  labelOf,
  metadataOf,
  objectPath,
  objectText,
  readObject,
  referenceOf,
} from '../../src/kube/kube-object.ts';
import { kubeError, ScriptedTransport } from '../support/scripted-transport.ts';

const ROLE = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', name: 'a' };
const SECRET = { apiVersion: 'v1', kind: 'Secret', namespace: 'default', name: 'a-token' };

test.each([
  [ROLE, '/apis/rbac.authorization.k8s.io/v1/clusterroles/a'],
  [SECRET, '/api/v1/namespaces/default/secrets/a-token'],
  [{ apiVersion: 'v1', kind: 'Namespace', name: 'shop' }, '/api/v1/namespaces/shop'],
])('%j is at %s', (reference, path) => {
  expect(objectPath(reference)).toBe(path);
});

test('a collection is without the name', () => {
  expect(collectionPath(SECRET)).toBe('/api/v1/namespaces/default/secrets');
});

test('the reference of a manifest leaves out a namespace that it has not', () => {
  const { apiVersion, kind } = ROLE;
  expect(referenceOf({ apiVersion, kind, metadata: { name: 'a', labels: {} }, rules: [] })).toEqual(ROLE);
});

test('an object without metadata has an empty map of it', () => {
  expect([metadataOf(undefined), metadataOf({ metadata: null }), metadataOf({ metadata: { uid: 'u' } })]).toEqual([
    {},
    {},
    { uid: 'u' },
  ]);
});

test.each([
  [SECRET, 'Secret default/a-token'],
  [ROLE, 'ClusterRole a'],
  [{ kind: 'ClusterRole', namespace: null, name: 'a' }, 'ClusterRole a'],
])('%j is called %s', (object, text) => {
  expect(objectText(object)).toBe(text);
});

test.each([
  [{ a: 'yes' }, 'yes'],
  [{ a: '' }, undefined],
  [{ a: 1 }, undefined],
  [{ b: 'yes' }, undefined],
  [null, undefined],
])('of %j the value of a is %s', (values, value) => {
  expect(labelOf({ metadata: { labels: values } }, 'a')).toBe(value);
  expect(annotationOf({ metadata: { annotations: values } }, 'a')).toBe(value);
});

describe('readObject', () => {
  const { signal } = new AbortController();

  test('gives the object', async () => {
    const transport = new ScriptedTransport({ chunks: ['{"kind":"Secret",', '"metadata":{"name":"a-token"}}'] });
    expect(await readObject(SECRET, { transport, signal })).toEqual({ kind: 'Secret', metadata: { name: 'a-token' } });
    expect(transport.requests).toEqual(['/api/v1/namespaces/default/secrets/a-token?']);
  });

  test('gives nothing where there is none', async () => {
    expect(await readObject(ROLE, { transport: new ScriptedTransport(kubeError('not-found')), signal })).toBeUndefined();
  });

  test('rejects for any other refusal', async () => {
    const reading = readObject(ROLE, { transport: new ScriptedTransport(kubeError('forbidden')), signal });
    await expect(reading).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

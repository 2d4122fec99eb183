import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { manifestsList, manifestsText } from '../../src/provision/manifests-text.ts';
import { manifestsOf } from '../../src/provision/manifests.ts';
import { nameSecret } from '../../src/provision/wish.ts';
import type { AccountWish } from '../../src/provision/wish.ts';

const WISH: AccountWish = {
  namespace: 'gateways',
  name: 'gw',
  resources: ['endpoints', 'endpointslices'],
  docsVerbs: true,
  token: 'secret',
  labels: { team: 'edge' },
  createNamespace: true,
};

const LABELS = { team: 'edge', 'app.kubernetes.io/managed-by': 'k8s-disco', 'app.kubernetes.io/instance': 'gw' };

test('an account has its objects in the order of applying', () => {
  expect(manifestsOf(nameSecret(WISH))).toEqual([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'gateways' } },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'gw', namespace: 'gateways', labels: LABELS, annotations: { 'k8s-disco/token-secret': 'gw-token' } },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'gw', labels: LABELS },
      rules: [
        { apiGroups: [''], resources: ['endpoints'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'gw', labels: LABELS },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'gw' },
      subjects: [{ kind: 'ServiceAccount', name: 'gw', namespace: 'gateways' }],
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'gw-token',
        namespace: 'gateways',
        labels: LABELS,
        annotations: { 'kubernetes.io/service-account.name': 'gw' },
      },
      type: 'kubernetes.io/service-account-token',
    },
  ]);
});

test.each([
  ['request', undefined, undefined],
  ['none', undefined, undefined],
  ['none', 'gw-token-2', { 'k8s-disco/token-secret': 'gw-token-2' }],
] as const)('for a token by %s there is no Secret; that it was called %s is remembered', (token, remembered, annotations) => {
  const objects = manifestsOf(nameSecret({ ...WISH, token, createNamespace: false }, remembered));
  expect(objects.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding']);
  expect(objects[0]?.metadata.annotations).toEqual(annotations);
});

test('a label of the user does not take the place of ours', () => {
  const [account] = manifestsOf(
    nameSecret({ ...WISH, createNamespace: false, labels: { 'app.kubernetes.io/managed-by': 'helm' } }),
  );
  expect(account?.metadata.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'k8s-disco' });
});

test('manifests are YAML documents that hold what the objects hold, also to a reader of YAML 1.1', () => {
  const objects = manifestsOf(nameSecret({ ...WISH, labels: { on: 'yes', number: '1', date: '2026-11-21' } }));
  const text = manifestsText(objects);
  expect(text.split('\n').slice(0, 4)).toEqual([
    '# Written by k8s-disco setup-rbac. Apply with: kubectl apply -f FILE',
    "# A Secret of this type needs no data here: the cluster's token controller fills it in.",
    '---',
    'apiVersion: v1',
  ]);
  expect(parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as unknown)).toEqual(objects);
});

test('manifests are one List, too', () => {
  const objects = manifestsOf(nameSecret(WISH));
  expect(manifestsList(objects)).toEqual({ apiVersion: 'v1', kind: 'List', items: objects });
});

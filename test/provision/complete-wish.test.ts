import { expect, test } from 'vitest';
import type { JsonMap } from '../../src/kube/json-map.ts';
import { completeWish } from '../../src/provision/complete-wish.ts';
import type { LiveAccount } from '../../src/provision/complete-wish.ts';
import type { LiveObject } from '../../src/provision/live-object.ts';
import type { OpenWish } from '../../src/provision/wish.ts';

const OPEN: OpenWish = { namespace: 'default', name: 'gw', token: 'secret', createNamespace: false };
const LEAST = { resources: ['endpoints'], docsVerbs: false, labels: {} };

const ABSENT: LiveObject = { kind: 'absent' };

/** Labels of the object, and those of them that its Apply manager has set. */
function labelled(manager: string, ...keys: readonly string[]): JsonMap {
  const fields = { 'f:labels': { '.': {}, ...Object.fromEntries(keys.map((key) => [`f:${key}`, {}])) } };
  return {
    labels: { 'app.kubernetes.io/managed-by': 'k8s-disco', 'app.kubernetes.io/instance': 'gw', team: 'edge', empty: '' },
    managedFields: [{ manager, operation: 'Apply', fieldsV1: { 'f:metadata': fields } }],
  };
}

function present(metadata: JsonMap, fields: JsonMap = {}): LiveObject {
  return { kind: 'present', object: { metadata, ...fields } };
}

const OURS = labelled('k8s-disco', 'app.kubernetes.io/managed-by', 'app.kubernetes.io/instance', 'team', 'empty');
const rules = [{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] }];

test.each<[title: string, live: { account: LiveObject; role: LiveObject } | undefined, completed: object]>([
  ['is the least where nobody has looked', undefined, LEAST],
  ['is the least where there is nothing', { account: ABSENT, role: ABSENT }, LEAST],
  ['is the least where it may not be read', { account: { kind: 'unreadable' }, role: { kind: 'unreadable' } }, LEAST],
  ['is not that of a role of others', { account: ABSENT, role: present({}, { rules }) }, LEAST],
  [
    'is that of the role and the labels that are ours',
    { account: present(OURS), role: present(labelled('k8s-disco'), { rules }) },
    { resources: ['endpointslices'], docsVerbs: true, labels: { team: 'edge', empty: '' } },
  ],
  ['has no labels that others set', { account: present(labelled('kubectl', 'team')), role: ABSENT }, LEAST],
])('what a wish leaves open %s', (_title, live, completed) => {
  expect(completeWish(OPEN, live)).toEqual({ ...OPEN, ...completed });
});

test.each<[title: string, live: LiveAccount | undefined, resources: readonly string[]]>([
  ['alone where nobody has looked', undefined, ['endpoints']],
  ['alone where the role is of others', { account: ABSENT, role: present({}, { rules }) }, ['endpoints']],
  ['beside what the role has', { account: ABSENT, role: present(OURS, { rules }) }, ['endpoints', 'endpointslices']],
])('what the gateway needs is granted %s', (_title, live, resources) => {
  const docsVerbs = resources.length > 1;
  const wish = completeWish({ ...OPEN, labels: {}, neededResources: ['endpoints'] }, live);
  expect(wish).toEqual({ ...OPEN, labels: {}, docsVerbs, resources });
});

test('what a wish says counts, whatever there is', () => {
  const wish: OpenWish = { ...OPEN, resources: ['endpoints'], docsVerbs: false, labels: { team: 'core' } };
  expect(completeWish(wish, { account: present(OURS), role: present(OURS, { rules }) })).toEqual(wish);
});

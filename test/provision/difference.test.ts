import { describe, expect, test } from 'vitest';
import type { JsonMap } from '../../src/kube/json-map.ts';
import type { KubeObject } from '../../src/kube/kube-object.ts';
import { differenceOf, overlaid, takesAway } from '../../src/provision/difference.ts';

const SECRET: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's', namespace: 'default', labels: { ours: 'yes' }, annotations: { account: 'gw' } },
  type: 'kubernetes.io/service-account-token',
};

/** The Secret as an API server has it. */
function live({
  labels,
  annotations,
  ...fields
}: { readonly labels?: JsonMap; readonly annotations?: JsonMap; readonly type?: string } = {}): JsonMap {
  return {
    type: SECRET['type'],
    ...fields,
    kind: 'Secret',
    apiVersion: 'v1',
    data: { token: 'c2VzYW1l' },
    metadata: {
      uid: 'u-1',
      resourceVersion: '7',
      managedFields: [{ manager: 'k8s-disco' }],
      ...SECRET.metadata,
      labels: { ours: 'yes', ...labels },
      annotations: { account: 'gw', 'kubectl.kubernetes.io/last-applied-configuration': 'c2VzYW1l', ...annotations },
    },
  };
}

describe('the difference', () => {
  test.each<[title: string, before: JsonMap | undefined, after: JsonMap, lines: readonly string[]]>([
    ['of what is the same but for what servers and others have written is nothing', live(), live({ labels: {} }), []],
    [
      'of a label that comes is told with what stands around it, and without what others have written',
      live({ labels: { theirs: 'stays' } }),
      live({ labels: { theirs: 'stays', team: 'edge' } }),
      [
        '@@ -5,6 +5,7 @@',
        '     account: gw',
        '   labels:',
        '     ours: yes',
        '+    team: edge',
        '   name: s',
        '   namespace: default',
        ' type: kubernetes.io/service-account-token',
      ],
    ],
    [
      'of a label that goes is told, too',
      live({ labels: { team: 'edge' } }),
      live(),
      [
        '@@ -5,7 +5,6 @@',
        '     account: gw',
        '   labels:',
        '     ours: yes',
        '-    team: edge',
        '   name: s',
        '   namespace: default',
        ' type: kubernetes.io/service-account-token',
      ],
    ],
    [
      'of nothing and something is all of it',
      undefined,
      SECRET,
      [
        '@@ -0,0 +1,10 @@',
        '+apiVersion: v1',
        '+kind: Secret',
        '+metadata:',
        '+  annotations:',
        '+    account: gw',
        '+  labels:',
        '+    ours: yes',
        '+  name: s',
        '+  namespace: default',
        '+type: kubernetes.io/service-account-token',
      ],
    ],
  ])('%s', (_title, before, after, lines) => {
    expect(differenceOf(SECRET, { live: before, after })).toEqual(lines);
  });

  test('does not depend on the order of keys', () => {
    const role: KubeObject = {
      apiVersion: 'v1',
      kind: 'ClusterRole',
      metadata: { name: 'r' },
      rules: [{ apiGroups: [''], verbs: ['list'] }],
    };
    const stored = {
      metadata: { name: 'r' },
      rules: [{ verbs: ['list'], apiGroups: [''] }],
      kind: 'ClusterRole',
      apiVersion: 'v1',
    };
    expect(differenceOf(role, { live: stored, after: role })).toEqual([]);
  });
});

test('overlaid, an object has the fields of the manifest and keeps the labels and annotations of others', () => {
  const object = overlaid(live({ type: 'Opaque', labels: { ours: 'no', theirs: 'stays' } }), SECRET);
  expect(object).toMatchObject({
    type: 'kubernetes.io/service-account-token',
    metadata: { uid: 'u-1', labels: { ours: 'yes', theirs: 'stays' }, annotations: { account: 'gw' } },
  });
});

test.each([
  ['a label', ['   labels:', '-    team: edge'], true],
  ['an element of a list', ['-      - endpointslices', '-      - watch', '+      - watch'], true],
  ['nothing by another value', ['-    team: edge', '+    team: core'], false],
  ['nothing by more', ['+      - endpointslices'], false],
])('takes away %s', (_what, difference, isLoss) => {
  expect(takesAway(difference)).toBe(isLoss);
});

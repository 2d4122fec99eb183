import { expect, test } from 'vitest';
import type { ClusterTeardown, TeardownObject } from '../../../src/provision/report.ts';
import { teardownText } from '../../../src/report/provision/teardown-text.ts';
import { plainPage } from '../../support/page.ts';
import { cluster } from './made-setup.ts';

function textOf(changes: Partial<ClusterTeardown>): string {
  const { id, name, server, source, namespace } = cluster();
  const nothing = { id, name, server, source, namespace, account: 'gw' };
  return teardownText(
    { clusters: [{ ...nothing, objects: [], missing: [], findings: [], ...changes }] },
    { page: plainPage(), next: [] },
  );
}

function objects(...states: readonly TeardownObject['state'][]): readonly TeardownObject[] {
  const kinds = ['Secret', 'ClusterRoleBinding', 'ClusterRole', 'ServiceAccount'];
  return states.map((state, at) => ({
    kind: kinds[at] ?? '',
    namespace: at % 3 === 0 ? 'default' : null,
    name: at === 0 ? 'gw-token' : 'gw',
    state,
  }));
}

test.each<readonly [string, Partial<ClusterTeardown>, string]>([
  [
    'what is to be deleted',
    { objects: objects('present', 'foreign', 'foreign', 'present') },
    `prod (https://10.1.0.5:6443)
  Secret              default/gw-token  to be deleted
  ClusterRoleBinding  gw                not ours, stays
    it carries no label app.kubernetes.io/managed-by: k8s-disco
  ClusterRole         gw                not ours, stays
    it carries no label app.kubernetes.io/managed-by: k8s-disco
  ServiceAccount      default/gw        to be deleted
`,
  ],
  [
    'what was deleted, and what to know of it',
    {
      objects: objects('deleted', 'deleted', 'deleted', 'deleted'),
      findings: [{ id: 'T29', severity: 'info', message: 'A gateway goes on until its watch ends.' }],
    },
    `prod (https://10.1.0.5:6443)
  Secret              default/gw-token  deleted
  ClusterRoleBinding  gw                deleted
  ClusterRole         gw                deleted
  ServiceAccount      default/gw        deleted
✔ the account default/gw is deleted
– A gateway goes on until its watch ends.                                    T29
`,
  ],
  [
    'that there is nothing of ours',
    { objects: objects('absent', 'foreign') },
    `prod (https://10.1.0.5:6443)
  Secret              default/gw-token  not there
  ClusterRoleBinding  gw                not ours, stays
    it carries no label app.kubernetes.io/managed-by: k8s-disco
✔ nothing of the account default/gw is left to delete
`,
  ],
  [
    'names from the cluster, which a terminal does not obey',
    { objects: [{ kind: 'Secret', namespace: 'default', name: 'a\u001b[31m', state: 'foreign', serves: 'b\u001b[31m' }] },
    `prod (https://10.1.0.5:6443)
  Secret  default/a\\u001b[31m  of b\\u001b[31m, stays
✖ nothing of the account default/gw is left to delete; b\\u001b[31m stays
`,
  ],
  [
    'what others hold',
    {
      objects: objects('deleted', 'held').map((object) =>
        object.state === 'held' ? { ...object, finalizers: ['a.test/b'] } : object,
      ),
    },
    `prod (https://10.1.0.5:6443)
  Secret              default/gw-token  deleted
  ClusterRoleBinding  gw                marked for deletion
    until others take a.test/b away
`,
  ],
  [
    'what failed',
    {
      objects: objects('deleted', 'failed', 'present'),
      error: { message: 'ClusterRoleBinding gw could not be deleted: 500', id: 'G07' },
    },
    `prod (https://10.1.0.5:6443)
  Secret              default/gw-token  deleted
  ClusterRoleBinding  gw                failed
  ClusterRole         gw                not deleted
✖ ClusterRoleBinding gw could not be deleted: 500                            G07
`,
  ],
  [
    'which rights are missing',
    {
      objects: objects('present'),
      missing: [{ verb: 'delete', group: '', resource: 'secrets', namespace: 'default', name: 'gw-token' }],
    },
    `prod (https://10.1.0.5:6443)
  Secret  default/gw-token  not deleted
✖ nothing is deleted: you lack 1 right
    delete secrets gw-token in default
`,
  ],
])('a teardown tells %s', (_, changes, text) => {
  expect(textOf(changes)).toBe(text);
});

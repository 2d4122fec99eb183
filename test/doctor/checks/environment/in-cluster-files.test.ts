import { describe, expect, test } from 'vitest';
import { inClusterFiles } from '../../../../src/doctor/checks/environment/in-cluster-files.ts';
import type { Examination } from '../../../../src/doctor/examination.ts';
import type { ExaminedCluster } from '../../../../src/doctor/examined-cluster.ts';
import { UserError } from '../../../../src/findings/user-error.ts';
import { SERVICE_ACCOUNT_TOKEN } from '../../../../src/kube/in-cluster.ts';
import { examination } from '../../../support/examination.ts';
import { surroundingsOf } from '../../../support/surroundings.ts';
import { clusterAt, configured } from '../connection/connection-stage.ts';

const env = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };
const MOUNTED = configured('{}');
const { readFile } = surroundingsOf({ files: { [SERVICE_ACCOUNT_TOKEN]: 'a.b.c' } });
const { readFile: readNothing } = surroundingsOf({});
const { readFile: readDirectory } = surroundingsOf({ files: { [SERVICE_ACCOUNT_TOKEN]: null } });

const gateway = (fields: Partial<ExaminedCluster> = {}): ExaminedCluster =>
  clusterAt('https://10.96.0.1', {}, { config: MOUNTED, ...fields });

/** What is said in a pod that asks these clusters. */
function inPod(clusters: readonly ExaminedCluster[], fields: Partial<Examination> = {}) {
  return inClusterFiles.examine(examination(clusters, { env, readFile, ...fields }));
}

const MISSING = {
  outcome: 'fail',
  cause: {
    id: 'R07',
    message: `${SERVICE_ACCOUNT_TOKEN} is missing, which Kubernetes mounts into pods unless they or their account refuse it`,
  },
  evidence: [],
  mend: 'automountServiceAccountToken: true, in the spec of the pod or in its ServiceAccount',
};

describe('the mount of a pod', () => {
  test('is there', async () => {
    const yes = [{ outcome: 'pass', title: `${SERVICE_ACCOUNT_TOKEN} is readable`, evidence: [] }];
    expect(await inPod([gateway()])).toEqual(yes);
    expect(await inPod([clusterAt('https://10.96.0.1', { source: { kind: 'in-cluster' } })])).toEqual(yes);
  });

  test('is missing', async () => {
    expect(await inPod([gateway()], { readFile: readNothing })).toEqual([MISSING]);
  });

  test('is missing where the pod is all that names an API server', async () => {
    const { cause } = await failureOf(readNothing, SERVICE_ACCOUNT_TOKEN);
    const error = new UserError('cannot read the token', { place: { path: SERVICE_ACCOUNT_TOKEN }, cause });
    expect(await inPod([], { clusters: () => Promise.reject(error) })).toEqual([MISSING]);
  });

  test('cannot be read', async () => {
    expect(await inPod([gateway()], { readFile: readDirectory })).toEqual([
      {
        outcome: 'fail',
        cause: { id: 'T24', message: `${SERVICE_ACCOUNT_TOKEN} cannot be read: it is a directory` },
        evidence: [],
        mend: 'securityContext.fsGroup in the spec of the pod: a group of the user that nginx runs as',
      },
    ]);
  });
});

describe('nobody asks for it', () => {
  const unused = [{ outcome: 'skip', evidence: ['Nothing asks for the token of the pod'] }];

  test.each<readonly [string, readonly ExaminedCluster[]]>([
    ['where client.token holds the token', [gateway({ config: configured('{client: {token: abc}}') })]],
    ['where client.token_file is another', [gateway({ config: configured('{client: {token_file: /etc/token}}') })]],
    ['where a flag gives the token', [gateway({ token: { text: 'a.b.c', place: { kind: 'file', path: 'token' } } })]],
    ['where a kubeconfig names the API server', [clusterAt('https://10.1.0.5', { source: { kind: 'flags' } })]],
  ])('%s', async (_title, clusters) => {
    expect(await inPod(clusters)).toEqual(unused);
  });

  test('where something else keeps the API server from being known', async () => {
    const clusters = () => Promise.reject(new UserError('no context', { place: { path: '/home/jane/.kube/config' } }));
    expect(await inPod([], { clusters })).toEqual(unused);
  });

  test('outside a pod', async () => {
    const why = 'This is no pod: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set';
    expect(await inClusterFiles.examine(examination([gateway()]))).toEqual([{ outcome: 'skip', evidence: [why] }]);
  });
});

async function failureOf(read: (path: string) => Promise<string>, path: string): Promise<{ readonly cause: unknown }> {
  try {
    await read(path);
  } catch (cause) {
    return { cause };
  }
  throw new Error(`${path} is there`);
}

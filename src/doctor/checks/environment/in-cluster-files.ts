import { dirname } from 'node:path';
import { UserError } from '../../../findings/user-error.ts';
import { SERVICE_ACCOUNT_TOKEN } from '../../../kube/in-cluster.ts';
import { isMountedToken } from '../../../kube/own-pod.ts';
import { isAbsent, readingFailure } from '../../../kube/surroundings.ts';
import { fail, pass, skip } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import type { Examination } from '../../examination.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';

/** Whether Kubernetes has mounted into this pod what a service account needs, where that is used. */
export const inClusterFiles: RunCheck = {
  name: 'in-cluster-files',
  category: 'environment',
  title: 'The pod has the token of its account',
  reads: `KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT, and the files beside ${SERVICE_ACCOUNT_TOKEN}`,
  causes: ['R07', 'T24'],
  // Clusters are asked for, and there are none of a config that is refused.
  needs: ['config-accepted', 'variables-set'],
  scope: 'run',
  async examine(examination) {
    const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = examination.env;
    if (!host || !port) return [skip('This is no pod: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set')];
    const failure = await failureOfMount(examination);
    if (failure === 'unused') return [skip('Nothing asks for the token of the pod')];
    return [failure === undefined ? pass({ title: `${SERVICE_ACCOUNT_TOKEN} is readable` }) : answerTo(failure)];
  },
};

/** A file of the mount that could not be read, and why. */
interface MountFailure {
  readonly path: string;
  readonly error: unknown;
}

async function failureOfMount({ clusters, readFile }: Examination): Promise<MountFailure | 'unused' | undefined> {
  try {
    if (!(await clusters()).some(isOfMount)) return 'unused';
    await readFile(SERVICE_ACCOUNT_TOKEN);
    return undefined;
  } catch (error) {
    // Without a config or a kubeconfig the pod is all there is, and its files are read at once.
    if (error instanceof UserError) {
      const path = error.place?.path ?? '';
      return dirname(path) === dirname(SERVICE_ACCOUNT_TOKEN) ? { path, error: error.cause } : 'unused';
    }
    if (error instanceof Error && 'code' in error) return { path: SERVICE_ACCOUNT_TOKEN, error };
    throw error;
  }
}

/** Whether a cluster is asked with the token of the pod. */
function isOfMount({ connection, config, token }: ExaminedCluster): boolean {
  if (connection.source.kind === 'in-cluster') return true;
  if (connection.source.kind !== 'config' || config?.client.kind !== 'token-file') return false;
  // What a flag gives is used in its place.
  return isMountedToken(config.client.path) && (token === undefined || token.place.kind === 'token-file');
}

function answerTo({ path, error }: MountFailure): Answer {
  if (isAbsent(error)) {
    return fail(
      { id: 'R07', message: `${path} is missing, which Kubernetes mounts into pods unless they or their account refuse it` },
      { mend: 'automountServiceAccountToken: true, in the spec of the pod or in its ServiceAccount' },
    );
  }
  return fail(
    { id: 'T24', message: `${path} cannot be read: ${readingFailure(error)}` },
    { mend: 'securityContext.fsGroup in the spec of the pod: a group of the user that nginx runs as' },
  );
}

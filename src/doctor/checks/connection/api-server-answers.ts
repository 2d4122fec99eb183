import { readServerVersion, versionText } from '../../../kube/server-version.ts';
import { commonFailureId } from '../../../kube/failure.ts';
import { KubeError } from '../../../kube/kube-error.ts';
import { fail, pass } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';

/** Whether what listens there is an API server, whatever it thinks of the token. */
export const apiServerAnswers: ClusterCheck = {
  name: 'api-server-answers',
  category: 'connection',
  title: 'The API server answers',
  reads: 'GET /version',
  causes: ['N01', 'N16'],
  needs: ['config-accepted'],
  pre: 'too',
  scope: 'cluster',
  async examine({ transport, signal }) {
    try {
      const version = await readServerVersion({ transport, signal });
      return [pass({ evidence: version === undefined ? [] : [`Kubernetes ${versionText(version)}`] })];
    } catch (error) {
      if (!(error instanceof KubeError)) throw error;
      if (error.kind === 'unauthorized' || error.kind === 'forbidden') return [pass()];
      return [fail({ id: commonFailureId(error) ?? 'N16', message: error.message })];
    }
  },
};

import { commonFailureId } from '../../../kube/failure.ts';
import { KubeError } from '../../../kube/kube-error.ts';
import { endpointOf, endpointText } from '../../../kube/probe/endpoint.ts';
import { readServerVersion, versionText } from '../../../kube/server-version.ts';
import { fail, pass } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import { askAnyhow } from '../../ask-anyhow.ts';
import type { ClusterCheck } from '../../check.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';

/** Whether what listens there is an API server, whatever it thinks of the token. */
export const apiServerAnswers: ClusterCheck = {
  name: 'api-server-answers',
  category: 'connection',
  title: 'The API server answers',
  reads: 'GET /version',
  causes: ['N01', 'N02', 'N03', 'N04', 'N05', 'N06', 'N07', 'N08', 'N10', 'N16', 'N18', 'N19', 'G06', 'G07'],
  needs: ['certificate-holds'],
  pre: 'too',
  scope: 'cluster',
  async examine(cluster) {
    const { signal } = cluster;
    const begun = performance.now();
    try {
      const version = await askAnyhow(cluster, (transport) => readServerVersion({ transport, signal }));
      const took = `It answers in ${Math.round(performance.now() - begun)} ms`;
      if (version !== undefined) return [pass({ title: `Kubernetes ${versionText(version)} answers`, evidence: [took] })];
      return [
        fail({ id: 'N16', message: `${whereOf(cluster)} answers /version by JSON without a version, as no API server does` }),
      ];
    } catch (error) {
      if (!(error instanceof KubeError)) throw error;
      return [answerTo(error, cluster)];
    }
  },
};

function answerTo(error: KubeError, cluster: ExaminedCluster): Answer {
  const { kind, reason, serverMessage } = error.details;
  switch (kind) {
    case 'unauthorized':
      // Every 401 of an API server is a Status with a reason; portals and Rancher have words of their own.
      if (reason === undefined && serverMessage !== undefined && serverMessage !== 'Unauthorized') return noApi(error, cluster);
      return pass({ evidence: ['It refuses the credentials, as an API server does'] });
    case 'forbidden':
      return pass({ evidence: ['It forbids /version, as an API server may'] });
    case 'not-found':
      return noApi(error, cluster);
    default:
      return fail({ id: commonFailureId(error) ?? 'N16', message: error.message });
  }
}

function noApi(error: KubeError, cluster: ExaminedCluster): Answer {
  const message = `There is no Kubernetes API at ${whereOf(cluster)}: the gateway asks there without a path. Give it the direct endpoint of the API server.`;
  return fail({ id: 'N10', message }, { evidence: [error.message] });
}

function whereOf({ connection }: ExaminedCluster): string {
  return endpointText(endpointOf(connection.server));
}

import { describeSource } from '../../../kube/connection.ts';
import { pass } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import type { Examination } from '../../examination.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { readLintedConfig } from '../../facts/linted-config.ts';
import { answersOf } from '../../found-answer.ts';
import { answersOfUserError } from '../../user-error-answers.ts';

/** Whether the flags, the config, a kubeconfig or the pod say which API servers to ask, and as whom. */
export const apiServerKnown: RunCheck = {
  name: 'api-server-known',
  category: 'environment',
  title: 'It is known which API server to ask, and as whom',
  reads: 'the flags, the file of --config, the kubeconfig, the files of the pod',
  causes: ['E10', 'T22'],
  needs: ['config-accepted', 'config-means-it', 'variables-set', 'in-cluster-files'],
  pre: 'too',
  scope: 'run',
  async examine(examination) {
    try {
      const clusters = await examination.clusters();
      return [pass({ evidence: clusters.map(sourceText) })];
    } catch (error) {
      const answers = answersOfUserError(error, 'E10');
      const told = await emptyTokens(examination);
      return told.length > 0 ? told : answers;
    }
  },
};

function sourceText({ settings, connection }: ExaminedCluster): string {
  const { server, source, credentials } = connection;
  const who = credentials.method === 'none' ? 'without credentials' : `with ${credentials.description}`;
  return `${settings.name} is ${server.href.replace(/\/$/, '')}, from ${describeSource(source)}; it is asked ${who}`;
}

/** The gateway gives discovery up for an empty token, and lint knows the line that it stands in. */
async function emptyTokens(examination: Examination): Promise<readonly Answer[]> {
  const config = await examination.once(readLintedConfig);
  return answersOf(config?.findings.filter(({ finding }) => finding.id === 'T22') ?? []);
}

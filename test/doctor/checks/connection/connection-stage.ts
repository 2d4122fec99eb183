import { parseDiscoveryConfig } from '../../../../src/apisix/discovery-config/parse.ts';
import type { ClusterConfig } from '../../../../src/apisix/discovery-config/model.ts';
import { releaseOf } from '../../../../src/apisix/release.ts';
import type { Answer } from '../../../../src/doctor/answer.ts';
import type { ClusterCheck } from '../../../../src/doctor/check.ts';
import type { ExaminedCluster } from '../../../../src/doctor/examined-cluster.ts';
import type { Connection } from '../../../../src/kube/connection.ts';
import { NO_CREDENTIALS } from '../../../../src/kube/credentials.ts';
import { createTransport } from '../../../../src/kube/http-transport.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import type { ExaminedClusterFields } from '../../../support/examined-cluster.ts';

/** A cluster at this URL, asked without credentials by who trusts anybody and sends no server name, unless told otherwise. */
export function clusterAt(
  url: string,
  connection: Partial<Connection> = {},
  fields: ExaminedClusterFields = {},
): ExaminedCluster {
  const whole: Connection = {
    id: undefined,
    name: 'test',
    server: new URL(url),
    source: { kind: 'config', path: 'config.yaml' },
    credentials: NO_CREDENTIALS,
    trust: { verify: 'nothing', servername: '' },
    ...connection,
  };
  return examinedCluster(createTransport(whole), { connection: whole, ...fields });
}

/** The one answer of a check, and nothing left open. */
export async function answerOfCheck({ examine }: ClusterCheck, cluster: ExaminedCluster): Promise<Answer> {
  try {
    const [answer, ...others] = await examine(cluster);
    if (answer === undefined || others.length > 0) throw new Error('not one answer');
    return answer;
  } finally {
    cluster.transport.close();
  }
}

/** The one cluster of a config with these settings under `kubernetes`. */
export function configured(kubernetes: string): ClusterConfig {
  const parsed = parseDiscoveryConfig(`discovery: {kubernetes: ${kubernetes}}`, {
    release: releaseOf('3.18.0'),
    env: () => undefined,
  });
  const [cluster] = parsed.ok ? parsed.config.clusters : [];
  if (cluster === undefined) throw new Error('the config is refused');
  return cluster;
}

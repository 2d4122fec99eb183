import { proxyVariable } from '../../../kube/proxy-environment.ts';
import { endpointOf, endpointText } from '../../../kube/probe/endpoint.ts';
import { pass, warn } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import type { Examination } from '../../examination.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { readOpenAddress } from '../../facts/reach.ts';

/** Whether the API servers can be reached without the proxy that others use: the gateway connects directly, whatever is set. */
export const proxyUnused: RunCheck = {
  name: 'proxy-unused',
  category: 'environment',
  title: 'The API server is reached without a proxy',
  reads: 'HTTPS_PROXY, HTTP_PROXY and NO_PROXY, proxy-url of the kubeconfig; where one is set, a TCP connection without it',
  causes: ['N12'],
  needs: ['api-server-known'],
  pre: 'too',
  scope: 'run',
  async examine(examination) {
    const clusters = await examination.clusters();
    const answers = await Promise.all(clusters.map((cluster) => proxyAnswer(cluster, examination)));
    const warnings = answers.filter(({ outcome }) => outcome === 'warn');
    return warnings.length > 0 ? warnings : [pass({ evidence: answers.flatMap(({ evidence }) => evidence) })];
  },
};

async function proxyAnswer({ connection, once }: ExaminedCluster, { env }: Examination): Promise<Answer> {
  const { server, proxyAgent } = connection;
  const proxy = proxyAgent === undefined ? proxyVariable(server, env) : 'proxy-url of the kubeconfig';
  if (proxy === undefined) return pass();
  const where = endpointText(endpointOf(server));
  if ((await once(readOpenAddress)) !== undefined) {
    return pass({ evidence: [`${proxy} names a proxy for ${where}, which takes connections without it, too`] });
  }
  const message = `${proxy} names a proxy for ${where}. The gateway goes there directly, and that way no connection comes about from here. Open a direct way, or give the gateway an address that has one.`;
  return warn({ id: 'N12', message });
}

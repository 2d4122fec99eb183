import { endpointOf, isLoopback } from '../../../kube/probe/endpoint.ts';
import { pass, warn } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import type { Examination } from '../../examination.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';

/** Whether the gateway, which has a host and a port and may be elsewhere, can use the addresses that are asked here. */
export const addressPlain: RunCheck = {
  name: 'address-plain',
  category: 'connection',
  title: 'The address of the API server is one for the gateway',
  reads: 'the address, the environment of --env-file and the host of --control-api; asks nobody',
  causes: ['N10', 'N13'],
  needs: ['api-server-known'],
  pre: 'too',
  scope: 'run',
  async examine(examination) {
    const clusters = await examination.clusters();
    const answers = clusters.flatMap((cluster) => [...pathAnswers(cluster), ...loopbackAnswers(cluster, examination)]);
    if (answers.length > 0) return answers;
    const isLocal = clusters.some(({ connection }) => isLoopback(endpointOf(connection.server).host));
    return [isLocal ? pass({ title: 'The address of the API server is one for a gateway on this machine alone' }) : pass()];
  },
};

/** Rancher and some portals serve their clusters under a path. */
function pathAnswers({ connection: { server } }: ExaminedCluster): readonly Answer[] {
  if (server.pathname === '/') return [];
  const message = `${server.href} has a path, and the gateway asks a host and a port without any. Give it the direct endpoint of the API server.`;
  return [warn({ id: 'N10', message })];
}

/** A kubeconfig of kind on the same machine is well. Where the gateway is known to be elsewhere, the address leads to itself there. */
function loopbackAnswers(
  { connection: { server }, config }: ExaminedCluster,
  { env, controlApi }: Examination,
): readonly Answer[] {
  if (!isLoopback(endpointOf(server).host)) return [];
  const isPod = config !== undefined && env['KUBERNETES_SERVICE_HOST'] !== undefined;
  const isRemote = controlApi !== undefined && !isLoopback(endpointOf(controlApi.url).host);
  if (!isPod && !isRemote) return [];
  const place = isPod ? 'a pod, by its environment' : `at ${controlApi?.url.hostname}, by --control-api`;
  const message = `${server.host} leads to the machine itself, and the gateway is ${place}. Give it the address by which it reaches the API server.`;
  return [warn({ id: 'N13', message })];
}

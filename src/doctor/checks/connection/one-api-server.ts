import { inWords } from '../../../apisix/in-words.ts';
import { NO_CREDENTIALS } from '../../../kube/credentials.ts';
import { createTransport } from '../../../kube/http-transport.ts';
import { KubeError } from '../../../kube/kube-error.ts';
import { endpointOf, endpointText } from '../../../kube/probe/endpoint.ts';
import { shakeHands } from '../../../kube/probe/shake-hands.ts';
import { readServerVersion, versionText } from '../../../kube/server-version.ts';
import { pass, warn } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { PROBE_MS, readDials } from '../../facts/reach.ts';

/** How often the address is asked: of two servers behind a balancer that picks by chance, both answer then in 7 of 8 cases. */
const ASKED = 4;

/** Whether whatever answers at the address is one cluster of one release. */
export const oneApiServer: ClusterCheck = {
  name: 'one-api-server',
  category: 'connection',
  title: 'All API servers behind the address are alike',
  reads: 'four times, over connections of their own: the certificate, and GET /version without credentials',
  causes: ['N21'],
  needs: ['api-server-answers'],
  pre: 'too',
  scope: 'cluster',
  async examine(cluster) {
    const [versions, issuers] = await Promise.all([versionsOf(cluster), issuersOf(cluster)]);
    const where = endpointText(endpointOf(cluster.connection.server));
    if (issuers.length > 1) {
      const message = `Behind ${where} are API servers with certificates of ${inWords(issuers, 'and')}: several clusters, as it seems`;
      return [warn({ id: 'N21', message })];
    }
    if (versions.length > 1) {
      const message = `Behind ${where} are API servers of Kubernetes ${inWords(versions, 'and')}: an upgrade that is not through, or two clusters`;
      return [warn({ id: 'N21', message })];
    }
    return [pass()];
  },
};

/** Each once. None where they are told to nobody without credentials. */
async function versionsOf({ connection, signal }: ExaminedCluster): Promise<readonly string[]> {
  const versions = await Promise.all(
    Array.from({ length: ASKED }, async () => {
      const transport = createTransport({ ...connection, credentials: NO_CREDENTIALS });
      try {
        const version = await readServerVersion({ transport, signal });
        return version === undefined ? [] : [versionText(version)];
      } catch (error) {
        if (error instanceof KubeError) return [];
        throw error;
      } finally {
        transport.close();
      }
    }),
  );
  return [...new Set(versions.flat())].toSorted();
}

/** Of the certificates, each once. None for plain HTTP, and where no address takes connections from here. */
async function issuersOf({ connection, signal, once }: ExaminedCluster): Promise<readonly string[]> {
  const { server, trust } = connection;
  if (server.protocol === 'http:') return [];
  const dials = await once(readDials);
  const open = dials.flatMap(({ address, dialled }) => (dialled.kind === 'open' ? [address] : []));
  const hosts = Array.from({ length: Math.max(open.length, ASKED) }, (_, at) => open[at % open.length] ?? []).flat();
  const { port } = endpointOf(server);
  const servername = trust.servername || undefined;
  const handshakes = await Promise.all(
    hosts.map((host) => shakeHands({ host, port, servername, ca: trust.ca, timeoutMs: PROBE_MS, signal })),
  );
  const issuers = handshakes.flatMap((handshake) => (handshake.kind === 'done' ? [handshake.certificate.issuer] : []));
  return [...new Set(issuers)].toSorted();
}

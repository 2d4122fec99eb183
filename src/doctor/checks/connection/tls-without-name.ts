import { NO_CREDENTIALS } from '../../../kube/credentials.ts';
import { readJson } from '../../../kube/ask.ts';
import { endpointOf, endpointText } from '../../../kube/probe/endpoint.ts';
import { createTransport } from '../../../kube/http-transport.ts';
import { KubeError } from '../../../kube/kube-error.ts';
import { fail, pass, skip, warn } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { readHandshakes } from '../../facts/handshakes.ts';

/** Whether whoever sends no server name gets to the same server as whoever sends one. */
export const tlsWithoutName: ClusterCheck = {
  name: 'tls-without-name',
  category: 'connection',
  title: 'TLS needs no server name, as the gateway sends none',
  reads:
    'two TLS handshakes, with a server name (SNI) and without; where the certificates differ, GET /version both ways without credentials',
  causes: ['N09'],
  needs: ['speaks-tls'],
  pre: 'too',
  scope: 'cluster',
  async examine(cluster) {
    const { server } = cluster.connection;
    if (server.protocol === 'http:') return [skip('Plain HTTP is spoken')];
    const handshakes = await cluster.once(readHandshakes);
    if (handshakes === undefined) return [skip('No handshake comes about from here')];
    const { bare, named } = handshakes;
    if (named === undefined) {
      return [pass({ evidence: [`${endpointOf(server).host} is an address, for which nobody sends a name`] })];
    }
    const { servername, handshake } = named;
    if (bare.kind === 'failed') return [needed(cluster, { servername, evidence: [bare.error.message] })];
    const isSame = handshake.kind === 'failed' || handshake.certificate.issuer === bare.certificate.issuer;
    if (isSame) return [pass()];
    const issuers = `With the name the certificate is of ${handshake.certificate.issuer}, without it of ${bare.certificate.issuer}`;
    const [there, here] = await Promise.all([versionOf(cluster, servername), versionOf(cluster, '')]);
    if (there === here) return [pass({ evidence: [issuers, 'GET /version is answered alike both ways'] })];
    return [needed(cluster, { servername, evidence: [issuers] })];
  },
};

function needed(
  { connection, holder }: ExaminedCluster,
  { servername, evidence }: { readonly servername: string; readonly evidence: readonly string[] },
): Answer {
  const message = `${endpointText(endpointOf(connection.server))} leads to the cluster only with the server name ${servername} in the handshake. The gateway sends none: give it an address that leads to this API server alone.`;
  // Whose own requests carry the name goes on without harm.
  return holder === 'gateway' ? fail({ id: 'N09', message }, { evidence }) : warn({ id: 'N09', message }, { evidence });
}

/** What tells one API server's release and build from another's, or why it does not say: most say it to anybody. */
async function versionOf({ connection, signal }: ExaminedCluster, servername: string): Promise<string> {
  const trust = { verify: 'nothing', servername } as const;
  // The handshakes went directly, too.
  const { proxyAgent: _, ...direct } = connection;
  const transport = createTransport({ ...direct, credentials: NO_CREDENTIALS, trust });
  try {
    const { body } = await readJson({ path: '/version' }, { transport, signal });
    return JSON.stringify(body);
  } catch (error) {
    if (error instanceof KubeError) return error.kind;
    throw error;
  } finally {
    transport.close();
  }
}

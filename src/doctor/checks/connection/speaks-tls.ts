import { shellWord } from '../../../findings/shell-word.ts';
import { commonFailureId } from '../../../kube/failure.ts';
import { askPlainly } from '../../../kube/probe/ask-plainly.ts';
import type { PlainAnswer } from '../../../kube/probe/ask-plainly.ts';
import { endpointOf, endpointText } from '../../../kube/probe/endpoint.ts';
import type { Handshake } from '../../../kube/probe/shake-hands.ts';
import { fail, pass, skip } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { readHandshakes } from '../../facts/handshakes.ts';
import type { Handshakes } from '../../facts/handshakes.ts';
import { BEHIND_PROXY, PROBE_MS, readOpenAddress } from '../../facts/reach.ts';

/** Whether the port speaks TLS or plain HTTP, whichever is spoken to it. */
export const speaksTls: ClusterCheck = {
  name: 'speaks-tls',
  category: 'connection',
  title: 'The port speaks as its address says, TLS or plain HTTP',
  reads: 'a TLS handshake; plain HTTP where the address says http, and where a handshake breaks off. Nothing secret is sent.',
  causes: ['N02', 'N04', 'N05', 'N16', 'N18', 'N19', 'C31'],
  needs: ['port-answers'],
  pre: 'too',
  scope: 'cluster',
  async examine(cluster) {
    const { connection, signal, once } = cluster;
    const { server } = connection;
    const host = await once(readOpenAddress);
    if (host === undefined) return [skip(BEHIND_PROXY)];
    const { port } = endpointOf(server);
    const askPlain = (): Promise<PlainAnswer> => askPlainly({ host, port, timeoutMs: PROBE_MS, signal });
    return [server.protocol === 'http:' ? await httpAnswer(cluster, askPlain) : await tlsAnswer(cluster, askPlain)];
  },
};

async function httpAnswer(cluster: ExaminedCluster, askPlain: () => Promise<PlainAnswer>): Promise<Answer> {
  const where = endpointText(endpointOf(cluster.connection.server));
  const plain = await askPlain();
  if (plain === 'http') return pass({ title: `${where} speaks plain HTTP, and it is spoken to it` });
  // A TLS port may as well hang up without a word.
  const handshake = plain === 'tls' ? undefined : await handshakeOf(cluster);
  if (handshake?.kind === 'failed') {
    // Spoken to by TLS, a slow server may well hang up: what it did to plain HTTP counts.
    if (plain === 'silence') return silent(where);
    const { error } = handshake;
    const id = commonFailureId(error) ?? 'N16';
    return id === 'N05'
      ? somethingElse(where)
      : fail({ id, message: `${where} answers neither plain HTTP nor TLS: ${error.message}` });
  }
  const message = `${where} speaks TLS, and plain HTTP is spoken to it`;
  const port = cluster.config?.service.port ?? '';
  const id = port.startsWith('${KUBERNETES_SERVICE_PORT') ? 'C31' : 'N04';
  return fail(
    { id, message: id === 'C31' ? `${message}: ${port} is always a TLS port` : message },
    { mend: schemaLine(cluster, 'https') },
  );
}

async function tlsAnswer(cluster: ExaminedCluster, askPlain: () => Promise<PlainAnswer>): Promise<Answer> {
  const where = endpointText(endpointOf(cluster.connection.server));
  const handshake = await handshakeOf(cluster);
  if (handshake === undefined || handshake.kind === 'done') return pass({ title: `${where} speaks TLS` });
  const { error } = handshake;
  const id = commonFailureId(error) ?? 'N19';
  if ((id === 'N05' || id === 'N18') && (await askPlain()) === 'http') {
    const message = `${where} speaks plain HTTP, as kubectl proxy does, and TLS is spoken to it`;
    return fail({ id: 'N05', message }, { mend: schemaLine(cluster, 'http') });
  }
  if (id === 'N05') return somethingElse(where);
  return fail(
    { id, message: error.message },
    { evidence: [`What is spoken there: openssl s_client -connect ${shellWord(where)}`] },
  );
}

/** OpenSSL takes whatever is no TLS for plain HTTP: the greeting of an SSH or a mail server, too. */
function somethingElse(where: string): Answer {
  return fail({ id: 'N16', message: `${where} answers neither TLS nor plain HTTP, so it is no API server` });
}

function silent(where: string): Answer {
  return fail({ id: 'N02', message: `${where} takes connections, and answers no request within ${PROBE_MS / 1000} s` });
}

/** With a server name or without, whichever comes about. */
async function handshakeOf({ once }: ExaminedCluster): Promise<Handshake | undefined> {
  const handshakes = await once(readHandshakes);
  return handshakes && bestOf(handshakes);
}

function bestOf({ bare, named }: Handshakes): Handshake {
  return bare.kind === 'failed' && named !== undefined ? named.handshake : bare;
}

/** What to write instead, where the address was found. */
function schemaLine({ connection: { server, source } }: ExaminedCluster, schema: 'http' | 'https'): string {
  const url = `${schema}://${server.host}`;
  switch (source.kind) {
    case 'config':
      return `schema: ${schema}`;
    case 'kubeconfig':
      return `server: ${url}`;
    default:
      return `--server ${url}`;
  }
}

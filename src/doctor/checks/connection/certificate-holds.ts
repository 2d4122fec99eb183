import { inWords } from '../../../apisix/in-words.ts';
import { distanceText, momentText } from '../../../findings/time-text.ts';
import { commonFailureId } from '../../../kube/failure.ts';
import type { KubeError } from '../../../kube/kube-error.ts';
import { endpointOf, endpointText } from '../../../kube/probe/endpoint.ts';
import type { ServerCertificate } from '../../../kube/probe/server-certificate.ts';
import type { Handshake } from '../../../kube/probe/shake-hands.ts';
import { fail, pass, skip, warn } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { readHandshakes } from '../../facts/handshakes.ts';
import type { Handshakes } from '../../facts/handshakes.ts';
import { addressOf, toldAnswer } from '../../told.ts';

/** Whether the API server's certificate holds for whoever looks at it: the gateway does with `ssl_verify` alone, and never at names. */
export const certificateHolds: ClusterCheck = {
  name: 'certificate-holds',
  category: 'connection',
  title: 'The certificate of the API server holds',
  reads: 'the certificate that it shows in a TLS handshake',
  causes: ['N06', 'N07', 'N08', 'N19'],
  needs: ['tls-without-name'],
  pre: 'too',
  scope: 'cluster',
  async examine(cluster) {
    if (cluster.connection.server.protocol === 'http:') return [skip('Plain HTTP shows none')];
    const handshakes = await cluster.once(readHandshakes);
    const handshake = handshakes && shownTo(cluster, handshakes);
    if (handshake?.kind !== 'done') return [skip('No handshake comes about from here')];
    return [certificateAnswer(cluster, handshake)];
  },
};

type Shown = Extract<Handshake, { kind: 'done' }>;

/** The handshake of those who ask here: a gateway sends no name, a person does. */
function shownTo({ holder }: ExaminedCluster, { bare, named }: Handshakes): Handshake {
  return holder === 'person' && named !== undefined ? named.handshake : bare;
}

function certificateAnswer(cluster: ExaminedCluster, shown: Shown): Answer {
  const { connection, clock } = cluster;
  const { trust } = connection;
  const { certificate, refusal } = shown;
  const evidence = evidenceOf(certificate, clock.now());
  const dates = dateFault(certificate, clock.now());
  const isVerified = trust.verify !== 'nothing';
  const where = endpointText(endpointOf(connection.server));
  if (dates !== undefined) {
    const message = `The certificate of ${where} ${dates}. Whoever verifies certificates refuses it.`;
    return isVerified ? fail({ id: 'N08', message }, { evidence }) : warn({ id: 'N08', message }, { evidence });
  }
  if (isVerified && refusal !== undefined) return refusedAnswer(cluster, { certificate, refusal, evidence });
  const name = trust.servername ?? endpointOf(connection.server).host;
  if (trust.verify === 'chain-and-name' && !certificate.isFor(name)) {
    const message = `The certificate of ${where} is not for ${name}: kubectl and this program refuse it, while a gateway compares no names. Use an address that it is for, or tls-server-name in the kubeconfig.`;
    return fail({ id: 'N07', message }, { evidence });
  }
  const end = endOf(certificate, clock.now());
  if (end !== undefined) return warn({ id: 'N08', message: `The certificate of ${where} ${end}: renew it` }, { evidence });
  return pass({ evidence: [...evidence, ...(isVerified ? [] : [unverified(cluster, shown)])] });
}

interface RefusedCertificate {
  readonly certificate: ServerCertificate;
  readonly refusal: KubeError;
  readonly evidence: readonly string[];
}

function refusedAnswer(cluster: ExaminedCluster, { certificate, refusal, evidence }: RefusedCertificate): Answer {
  const { server, source } = cluster.connection;
  const { kind, cause } = refusal.details;
  if (cause !== 'unknown-ca') {
    // A certificate between this one and the authority may have expired.
    const id = kind === 'tls' ? commonFailureId(refusal) : undefined;
    return fail({ id: id ?? 'N19', message: refusal.message }, { evidence });
  }
  const isOfConfig = source.kind === 'config';
  const lack = isOfConfig
    ? 'which apisix.ssl.ssl_trusted_certificate lacks, and ssl_verify is on'
    : 'which is not trusted here: every cluster has an authority of its own';
  const message = `The certificate of ${endpointText(endpointOf(server))} is of ${certificate.issuer}, ${lack}`;
  if (!isOfConfig) return fail({ id: 'N06', message }, { evidence });
  return toldAnswer({ id: 'N06', severity: 'error', message, mend: caCommand(addressOf(cluster)) }, cluster, { evidence });
}

/** Kubernetes writes its CA into this ConfigMap of every namespace. */
function caCommand(address: readonly string[]): string {
  return ['kubectl get configmap kube-root-ca.crt -n default', ...address, "-o jsonpath='{.data.ca\\.crt}' > ca.crt"].join(' ');
}

/** What a gateway that looks at no certificate would see if it did. */
function unverified({ release, holder }: ExaminedCluster, { refusal }: Shown): string {
  if (holder === 'person') return 'Nobody verifies it here';
  if (!release.verifiesTls) return 'The gateway does not verify it: APISIX can from 3.17.0 on';
  const verdict = refusal === undefined ? 'accept it' : 'refuse it unless apisix.ssl.ssl_trusted_certificate holds its authority';
  return `The gateway does not verify it, as ssl_verify is off. With ssl_verify it would ${verdict}`;
}

function evidenceOf({ issuer, names, notAfter }: ServerCertificate, now: number): readonly string[] {
  const shown = names.slice(0, MOST_NAMES);
  const more = names.length - shown.length;
  const listed = more === 0 ? inWords(shown, 'and') : `${shown.join(', ')} and ${more} more`;
  return [
    `It is of ${issuer}, for ${names.length === 0 ? 'no name' : listed}`,
    `It ends at ${momentText(notAfter)}, ${distanceText(notAfter, now)}`,
  ];
}

/** An API server's certificate is for a dozen. */
const MOST_NAMES = 6;

/** What the dates say now, following `The certificate of …`; undefined where it is valid. */
function dateFault({ notBefore, notAfter }: ServerCertificate, now: number): string | undefined {
  if (now > notAfter) return `expired at ${momentText(notAfter)}, ${distanceText(notAfter, now)}`;
  if (now < notBefore) return `is not valid before ${momentText(notBefore)}, ${distanceText(notBefore, now)}`;
  return undefined;
}

const DAY_MS = 86_400_000;

/** Of a year's certificate the last 30 days, in which kubeadm and k3s should have renewed it; of a short one the last fifth. */
function endOf({ notBefore, notAfter }: ServerCertificate, now: number): string | undefined {
  const left = notAfter - now;
  if (left > 30 * DAY_MS || left > (notAfter - notBefore) / 5) return undefined;
  return `expires at ${momentText(notAfter)}, ${distanceText(notAfter, now)}`;
}

import { excerpt } from './excerpt.ts';
import { KubeError } from './kube-error.ts';
import type { KubeErrorCause } from './kube-error.ts';
import type { RequestTarget } from './status.ts';

/** Whether the failure came before the head of an answer or inside its body. */
export type Phase = 'head' | 'body';

const UNREACHABLE: Readonly<Record<string, readonly [KubeErrorCause, string]>> = {
  ENOTFOUND: ['dns', 'its name does not resolve'],
  EAI_AGAIN: ['dns', 'the name server does not answer'],
  EAI_NODATA: ['dns', 'its name has no address'],
  ECONNREFUSED: ['refused', 'connection refused'],
  ECONNRESET: ['reset', 'the connection was closed'],
  ECONNABORTED: ['reset', 'the connection was closed'],
  EPIPE: ['reset', 'the connection was closed'],
  ERR_STREAM_PREMATURE_CLOSE: ['reset', 'the connection was closed'],
  ETIMEDOUT: ['timeout', 'no answer to the connection attempt'],
  ERR_TLS_HANDSHAKE_TIMEOUT: ['timeout', 'it takes connections, and does not answer the TLS handshake'],
  EHOSTUNREACH: ['no-route', 'no route to the host'],
  ENETUNREACH: ['no-route', 'no route to the network'],
};

const TLS: Readonly<Record<string, readonly [KubeErrorCause, string]>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['unknown-ca', 'its certificate is signed by a CA that is not trusted here'],
  UNABLE_TO_GET_ISSUER_CERT: ['unknown-ca', 'its certificate is signed by a CA that is not trusted here'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['unknown-ca', 'its certificate is signed by a CA that is not trusted here'],
  CERT_SIGNATURE_FAILURE: ['unknown-ca', 'its certificate is not signed by the CA that is trusted here'],
  SELF_SIGNED_CERT_IN_CHAIN: ['unknown-ca', 'its certificate leads to a CA that is not trusted here'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['unknown-ca', 'its certificate is self-signed and not trusted here'],
  CERT_HAS_EXPIRED: ['expired', 'its certificate has expired'],
  CERT_NOT_YET_VALID: ['not-yet-valid', 'its certificate is not valid yet'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['name-mismatch', 'its certificate is for other names'],
  ERR_SSL_WRONG_VERSION_NUMBER: ['tls-on-http-port', 'the port does not speak TLS, so use http'],
  ERR_SSL_PACKET_LENGTH_TOO_LONG: ['tls-on-http-port', 'the port does not speak TLS, so use http'],
};

/** First byte of a TLS alert record (RFC 8446 §5.1): what a TLS port may say to plain HTTP. */
export const TLS_ALERT = 0x15;

/** Classifies what DNS, the socket, TLS or Node's HTTP parser threw. */
export function errorOfNetwork(error: unknown, target: Pick<RequestTarget, 'server' | 'redact'>, phase: Phase): KubeError {
  const { server, redact } = target;
  const { code, words, rawPacket } = readError(error);

  const unreachable = UNREACHABLE[code];
  if (unreachable !== undefined) {
    const [cause, reason] = unreachable;
    const message =
      phase === 'body' ? `${server} broke off in the middle of an answer: ${reason}` : `${server} cannot be reached: ${reason}`;
    return new KubeError(message, { kind: 'unreachable', cause, server, error });
  }

  const tls = TLS[code];
  if (tls !== undefined) {
    const [cause, reason] = tls;
    return new KubeError(`${server} fails the TLS handshake: ${reason} (${words})`, { kind: 'tls', cause, server, error });
  }

  if (code.startsWith('HPE_')) {
    if (rawPacket?.[0] === TLS_ALERT) {
      return new KubeError(`${server} is a TLS port, so use https`, {
        kind: 'protocol',
        cause: 'http-on-tls-port',
        server,
        error,
      });
    }
    const bytes = excerpt(redact(rawPacket?.toString('latin1') ?? words), 80);
    return new KubeError(`${server} does not speak HTTP: ${bytes}`, {
      kind: 'protocol',
      cause: 'not-http',
      server,
      serverMessage: bytes,
      error,
    });
  }

  // Every alert and every fault OpenSSL finds in a certificate or key has a code of its own.
  if (/^(EPROTO|ERR_SSL_|ERR_OSSL_|ERR_TLS_|CERT_|INVALID_CA|CRL_)/.test(code)) {
    return new KubeError(`${server} fails the TLS handshake: ${words}`, { kind: 'tls', cause: 'handshake', server, error });
  }
  return new KubeError(`${server} cannot be reached: ${words}`, { kind: 'unreachable', server, error });
}

/** No byte came for `idleTimeoutMs`. */
export function idleTimeout(target: RequestTarget, phase: Phase, idleTimeoutMs: number): KubeError {
  const { server } = target;
  const silence = `${idleTimeoutMs / 1000} s of silence`;
  const message =
    phase === 'body' ? `${server} broke off in the middle of an answer: ${silence}` : `${server} cannot be reached: ${silence}`;
  return new KubeError(message, { kind: 'unreachable', cause: 'timeout', server });
}

interface Fault {
  readonly code: string;
  /** What went wrong, in the words of whoever found out. */
  readonly words: string;
  /** What the HTTP parser could not read. */
  readonly rawPacket: Buffer | undefined;
}

function readError(error: unknown): Fault {
  if (!(error instanceof Error)) return { code: '', words: excerpt(String(error)), rawPacket: undefined };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const rawPacket = 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket : undefined;
  // EPROTO hides OpenSSL's fault in its message, error:0A00010B:SSL routines:<function>:<reason>:<source file>; elsewhere Node
  // makes a code of the reason, and so do we.
  const hidden = code === 'EPROTO' ? /error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/.exec(error.message)?.[1] : undefined;
  if (hidden !== undefined) return { code: `ERR_SSL_${hidden.toUpperCase().replaceAll(' ', '_')}`, words: hidden, rawPacket };
  const reason = 'reason' in error && typeof error.reason === 'string' ? error.reason : error.message;
  return { code, words: excerpt(reason), rawPacket };
}

import { connect } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import type { KubeError } from '../kube-error.ts';
import { errorOfNetwork } from '../network-error.ts';
import { endpointText } from './endpoint.ts';
import type { ProbeOptions } from './endpoint.ts';
import { serverCertificate } from './server-certificate.ts';
import type { ServerCertificate } from './server-certificate.ts';

/** What came of a TLS handshake. */
export type Handshake =
  | {
      readonly kind: 'done';
      readonly certificate: ServerCertificate;
      /** What whoever verifies the chain and the dates would say; undefined where they hold. Names are not compared. */
      readonly refusal: KubeError | undefined;
    }
  | { readonly kind: 'failed'; readonly error: KubeError };

/** With whom to shake hands, and whom to trust. */
export interface HandshakeOptions extends ProbeOptions {
  /** The name that is sent (SNI); undefined: none, as the gateway does. */
  readonly servername: string | undefined;
  /** PEM certificates to verify the chain against; undefined: Node's roots. */
  readonly ca: readonly string[] | undefined;
}

/** Shakes hands by TLS with whatever listens there, trusting anybody, and hangs up. Rejects only with the signal's reason. */
export async function shakeHands(options: HandshakeOptions): Promise<Handshake> {
  const { host, port, servername, ca, timeoutMs, signal } = options;
  signal.throwIfAborted();
  const target = { server: `https://${endpointText({ host, port })}`, redact: (text: string) => text };
  const socket = connect({
    host,
    port,
    ...(servername === undefined ? {} : { servername }),
    ...(ca === undefined ? {} : { ca: [...ca] }),
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  });
  try {
    await secured(socket, { timeoutMs, signal });
    const certificate = socket.getPeerX509Certificate();
    if (certificate === undefined) throw new Error('no certificate was shown');
    return { kind: 'done', certificate: serverCertificate(certificate), refusal: refusalOf(socket, target) };
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'failed', error: errorOfNetwork(error, target, 'head') };
  } finally {
    // An error after the answer is nobody's concern.
    socket.on('error', () => {});
    socket.destroy();
  }
}

function secured(socket: TLSSocket, { timeoutMs, signal }: Pick<ProbeOptions, 'timeoutMs' | 'signal'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error); // DOM allows any value here; whatever it is goes to whoever aborted
    const timer = setTimeout(
      () => reject(coded(socket.connecting ? 'ETIMEDOUT' : 'ERR_TLS_HANDSHAKE_TIMEOUT', 'no answer in time')),
      timeoutMs,
    );
    signal.addEventListener('abort', stop, { once: true });
    socket.once('secureConnect', resolve);
    socket.once('error', reject);
    socket.once('close', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      reject(coded('ECONNRESET', 'closed'));
    });
  });
}

/** The types say an Error, and Node gives the code alone (TLSSocket.authorizationError). */
function refusalOf(
  { authorizationError }: { readonly authorizationError: unknown },
  target: Parameters<typeof errorOfNetwork>[1],
): KubeError | undefined {
  if (authorizationError === null || authorizationError === undefined) return undefined;
  const code = authorizationError instanceof Error && 'code' in authorizationError ? authorizationError.code : authorizationError;
  return errorOfNetwork(coded(String(code), String(code)), target, 'head');
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

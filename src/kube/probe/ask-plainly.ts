import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { TLS_ALERT } from '../network-error.ts';
import { HTTP_ON_TLS_PORT } from '../status.ts';
import { endpointText } from './endpoint.ts';
import type { ProbeOptions } from './endpoint.ts';

/** What a port makes of plain HTTP. */
export type PlainAnswer =
  | 'http'
  /** It says that it wants TLS, in words or by an alert. */
  | 'tls'
  /** It hung up, or said something else. */
  | 'none'
  /** It said nothing in time, and kept the connection open. */
  | 'silence';

/** The longest answer that is looked at: an API server refuses plain HTTP in some 200 bytes. */
const MAX_BYTES = 1024;

/** Sends `GET /version` without TLS and without credentials, and hangs up. Rejects only with the signal's reason. */
export async function askPlainly({ host, port, timeoutMs, signal }: ProbeOptions): Promise<PlainAnswer> {
  signal.throwIfAborted();
  const socket = createConnection({ host, port });
  try {
    socket.write(`GET /version HTTP/1.1\r\nHost: ${endpointText({ host, port })}\r\nConnection: close\r\n\r\n`);
    const answer = await startOf(socket, { timeoutMs, signal });
    if (answer === 'silence') return answer;
    if (answer[0] === TLS_ALERT || answer.includes(HTTP_ON_TLS_PORT)) return 'tls';
    return answer.toString('latin1').startsWith('HTTP/') ? 'http' : 'none';
  } finally {
    // An error after the answer is nobody's concern.
    socket.on('error', () => {});
    socket.destroy();
  }
}

/** What came until the server ended, broke off, or the time was over; `silence` where nothing had come by then. */
function startOf(socket: Socket, { timeoutMs, signal }: Pick<ProbeOptions, 'timeoutMs' | 'signal'>): Promise<Buffer | 'silence'> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const end = (): void => resolve(Buffer.concat(chunks));
    const stop = (): void => reject(signal.reason as Error); // DOM allows any value here; whatever it is goes to whoever aborted
    const timer = setTimeout(() => (chunks.length === 0 ? resolve('silence') : end()), timeoutMs);
    signal.addEventListener('abort', stop, { once: true });
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (chunks.reduce((sum, { length }) => sum + length, 0) > MAX_BYTES) end();
    });
    socket.once('end', end);
    socket.once('error', end);
    socket.once('close', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      end();
    });
  });
}

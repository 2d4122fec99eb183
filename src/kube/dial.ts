import { createConnection } from 'node:net';

/** What came of a TCP connection. */
export type Dialled =
  | { readonly kind: 'open'; readonly milliseconds: number }
  /** Opened, and ended by the other side, at once or within {@link DialOptions.lingerMs}. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'refused' }
  /** Nobody answered within the time. */
  | { readonly kind: 'timeout' }
  | { readonly kind: 'no-route' }
  | { readonly kind: 'unresolved' }
  | { readonly kind: 'failed'; readonly message: string };

/** What to connect to, and how patiently. */
export interface DialOptions {
  /** A name or an address; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
  /** How long an open connection is watched for its end. Absent: not at all. */
  readonly lingerMs?: number;
  readonly signal: AbortSignal;
}

const KINDS: Readonly<Record<string, 'refused' | 'dropped' | 'timeout' | 'no-route' | 'unresolved'>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'dropped',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  ENOTFOUND: 'unresolved',
  EAI_AGAIN: 'unresolved',
  EAI_NODATA: 'unresolved',
};

/** Opens a TCP connection and closes it again; nothing is sent. Rejects only with the signal's reason. */
export async function dial({ host, port, timeoutMs, lingerMs = 0, signal }: DialOptions): Promise<Dialled> {
  signal.throwIfAborted();
  const begun = performance.now();
  const socket = createConnection({ host, port });
  try {
    return await new Promise<Dialled>((resolve, reject) => {
      const abort = (): void => reject(signal.reason);
      let timer = setTimeout(() => resolve({ kind: 'timeout' }), timeoutMs);
      signal.addEventListener('abort', abort, { once: true });
      socket.once('connect', () => {
        const open = { kind: 'open', milliseconds: performance.now() - begun } as const;
        if (lingerMs === 0) return resolve(open);
        clearTimeout(timer);
        timer = setTimeout(() => resolve(open), lingerMs);
        // What is not read never ends. A reset is an error, below.
        socket.resume().once('end', () => resolve({ kind: 'dropped' }));
      });
      socket.once('error', (error: NodeJS.ErrnoException) => {
        const kind = KINDS[error.code ?? ''];
        resolve(kind === undefined ? { kind: 'failed', message: error.message } : { kind });
      });
      socket.once('close', () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
      });
    });
  } finally {
    // An error after the answer is nobody's concern.
    socket.on('error', () => {});
    socket.destroy();
  }
}

/**
 * What kept an API server from answering, classified once at the edge; everything above switches on `kind`.
 *
 * - `unauthorized` 401, or no credentials to send, so that nothing was asked (causes `empty-token`, `no-credentials`);
 * - `forbidden` 403, `not-found` 404, `conflict` 409, `gone` 410, `throttled` 429, `bad-request` other 4xx, `server` 5xx;
 * - `unreachable`: no connection, or one that broke (DNS, refused, reset, time-out);
 * - `tls`: the handshake failed or the certificate was refused;
 * - `protocol`: an answer that no API server gives (an HTML portal, plain HTTP on a TLS port, garbage in a watch).
 */
export type KubeErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'throttled'
  | 'bad-request'
  | 'server'
  | 'unreachable'
  | 'tls'
  | 'protocol';

/** The finer cause, where one is known. `message` already says it in words; code may switch on this, never on the text. */
export type KubeErrorCause =
  | 'dns'
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'no-route'
  | 'unknown-ca'
  | 'name-mismatch'
  | 'expired'
  | 'not-yet-valid'
  | 'handshake'
  | 'http-on-tls-port'
  | 'tls-on-http-port'
  | 'redirect'
  | 'not-http'
  | 'html'
  | 'not-json'
  | 'wrong-kind'
  | 'bad-event'
  | 'anonymous'
  | 'empty-token'
  | 'no-credentials';

/** One of several reasons for which an API server refuses an object; what it leaves out is empty. */
export interface StatusCause {
  /** Such as `FieldManagerConflict` or `FieldValueInvalid`. */
  readonly reason: string;
  readonly message: string;
  /** Path of the field: `.rules`. */
  readonly field: string;
}

export interface KubeErrorDetails {
  readonly kind: KubeErrorKind;
  readonly cause?: KubeErrorCause;
  /** Scheme, host and port of the API server: `https://10.1.0.5:6443`. */
  readonly server: string;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** The server's own words (`message` of its Status object, or the first bytes of the body). */
  readonly serverMessage?: string;
  /** `reason` of the server's Status object, such as `AlreadyExists` beside `Conflict` for 409, or `Invalid` for 422. */
  readonly reason?: string;
  /** `details.causes` of the server's Status object: the fields of an object that are wrong, or in conflict. */
  readonly causes?: readonly StatusCause[];
  /** When the server answered by its own clock, in milliseconds since 1970. */
  readonly sentAt?: number;
  /** From Retry-After, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The error underneath, for the stack. */
  readonly error?: unknown;
}

/** A request that an API server refused, or that never reached one. `message` is one line for people and holds no token. */
export class KubeError extends Error {
  override readonly name = 'KubeError';
  readonly details: KubeErrorDetails;

  constructor(message: string, details: KubeErrorDetails) {
    super(message, details.error === undefined ? undefined : { cause: details.error });
    this.details = details;
  }

  get kind(): KubeErrorKind {
    return this.details.kind;
  }
}

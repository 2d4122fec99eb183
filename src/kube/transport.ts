/** The head of a 2xx answer; its body is still arriving. */
export interface ApiResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Texts of the `Warning: 299` headers, unquoted, such as "v1 Endpoints is deprecated in v1.33+". */
  readonly warnings: readonly string[];
  /**
   * The bytes as they arrive. Iterating to the end means that the server ended the body properly; a connection that breaks first
   * rejects with a `KubeError` (`unreachable`, cause `reset` or `timeout`). Leaving the loop early closes the connection.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /**
   * The text with the request's own secret masked, and with what looks like a token, for whoever quotes the answer: some servers show the
   * request they got, and a token that was asked for may come in an answer that cannot be read.
   */
  readonly redact: (text: string) => string;
}

export interface ApiRequest {
  /** Path on the API server, such as `/api/v1/endpoints`; a path in the server's URL is put in front. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Media type of the answer; absent: `application/json`. */
  readonly accept?: string;
  readonly signal: AbortSignal;
  /** Rejects with `unreachable`/`timeout` when no byte arrives for so long, before or inside the body. */
  readonly idleTimeoutMs: number;
}

/**
 * A request that writes, or asks with a body. All that this program sends may safely arrive twice, and may so be sent again where a
 * kept-alive connection broke before the answer.
 */
export interface ApiSubmission extends ApiRequest {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** Sent as JSON; absent: no body. */
  readonly body?: unknown;
  /** Of the body; absent: `application/json`. JSON is YAML, so `application/apply-patch+yaml` takes it, too. */
  readonly contentType?: string;
  /** What of the body is secret, to be masked where an answer quotes it. */
  readonly secrets?: readonly string[];
}

/**
 * Reading from one API server, with its credentials. Any answer but 2xx and any failure to get one rejects with a `KubeError`.
 * When `signal` aborts, the call or the iteration rejects with the signal's reason, never with a KubeError.
 */
export interface ApiReader {
  /** Scheme, host and port, for messages: `https://10.1.0.5:6443`. */
  readonly server: string;
  get(request: ApiRequest): Promise<ApiResponse>;
  /** Closes idle connections. Safe to call twice. */
  close(): void;
}

/** HTTP to one API server: reading, and whatever changes something or asks with a body. */
export interface Transport extends ApiReader {
  send(request: ApiSubmission): Promise<ApiResponse>;
}

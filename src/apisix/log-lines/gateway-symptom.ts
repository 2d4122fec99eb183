/** Why a node of an upstream did not answer, in the words of nginx's own lines. */
export type NodeFault =
  | 'timed out while connecting'
  | 'timed out while reading'
  | 'refused'
  | 'no route'
  | 'reset'
  | 'closed early'
  | 'TLS to a plain port'
  | 'TLS failed';

/**
 * What a line of the gateway says about its discovery, or about requests that discovery was to serve. The same whatever release wrote the
 * line, and without what differs from line to line and means nothing: file and line of the Lua, times, numbers of connections.
 */
export type GatewaySymptom =
  /** `list failed, kind: …` and `watch failed, kind: …`: the API server's answer, or what became of it. */
  | {
      readonly kind: 'request-failed';
      readonly step: 'list' | 'watch';
      /** `Endpoints` or `EndpointSlice`. */
      readonly resource: string;
      /** The reason phrase of HTTP, or `RequestError`, `ReadBodyError`, `UnexpectedBody`, `GmatchError`. */
      readonly reason: string;
      /** The body, or an error of the socket; cut where nginx cuts a line. */
      readonly message: string;
    }
  | { readonly kind: 'connect-failed'; readonly host: string; readonly port: string; readonly message: string }
  /** `list_watch failed, … RuntimeException`: the Lua stumbled. */
  | { readonly kind: 'crashed'; readonly resource: string; readonly message: string }
  /** `service`: read at start, of a value `${NAME}`; `config`: of `${{NAME}}` while the file is read. */
  | { readonly kind: 'variable-missing'; readonly name: string; readonly reference: 'service' | 'config' }
  | { readonly kind: 'host-empty' }
  | { readonly kind: 'port-refused'; readonly port: string }
  | { readonly kind: 'schema-refused'; readonly schema: string }
  | { readonly kind: 'token-unset' }
  | { readonly kind: 'token-empty' }
  | { readonly kind: 'token-unreadable'; readonly message: string }
  | { readonly kind: 'id-repeated' }
  | { readonly kind: 'dict-missing'; readonly dict: string }
  | { readonly kind: 'stream-unsupported' }
  /** The start-up check. `path`: the properties that it names, from the outside; 3.x names none. */
  | { readonly kind: 'config-refused'; readonly registry: string; readonly path: readonly string[]; readonly message: string }
  | { readonly kind: 'registry-unknown'; readonly registry: string }
  /** `file`: `config.yaml` or `apisix.yaml`; undefined where the line does not say. */
  | { readonly kind: 'yaml-refused'; readonly file: string | undefined; readonly message: string }
  | { readonly kind: 'end-mark-missing'; readonly file: string }
  | { readonly kind: 'memory-refused' }
  /** The config was logged with a token in it. */
  | { readonly kind: 'token-logged' }
  | { readonly kind: 'namespace-pattern-refused'; readonly message: string }
  | { readonly kind: 'dict-write-failed'; readonly what: string; readonly message: string }
  | { readonly kind: 'dict-read-failed'; readonly key: string }
  /** The key was not of this list, and is deleted. */
  | { readonly kind: 'key-dropped'; readonly key: string }
  /** `fault`: what the object lacks, such as `service-name`. */
  | { readonly kind: 'object-skipped'; readonly resource: string; readonly fault: string; readonly object: string | undefined }
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'name-refused'; readonly serviceName: string }
  /** `serviceName`: undefined up to 3.16, which do not say. */
  | { readonly kind: 'id-unknown'; readonly serviceName: string | undefined }
  /** No such key in the shared dict: `namespace/name`. */
  | { readonly kind: 'service-unknown'; readonly key: string }
  /** `failed to set upstream`: the request was answered with 503. */
  | { readonly kind: 'upstream-unset'; readonly error: string }
  | { readonly kind: 'object-refused'; readonly message: string }
  | { readonly kind: 'node-failed'; readonly fault: NodeFault }
  /** The balancer was given an address that nginx does not take. */
  | { readonly kind: 'node-refused'; readonly host: string }
  | { readonly kind: 'nodes-tried' };

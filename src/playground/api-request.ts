import type { Impersonation } from './authentication/impersonation.ts';

/** An HTTP request as the core sees it; sockets are far away. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly authorization: string | undefined;
  /** Absent: the sender speaks for itself. */
  readonly impersonation?: Impersonation;
  /** Of the body, without parameters; empty where there is none. */
  readonly contentType: string;
  /** Empty where there is none. */
  readonly userAgent: string;
  readonly body: string;
}

/** A request for a resource, or a collection of them. */
export interface ResourceRequest {
  readonly kind: 'resource';
  readonly verb: string;
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  /** Behind the name, such as `token` or `proxy`; empty for the object itself. */
  readonly subresource: string;
  readonly namespace: string | undefined;
  /** From the path. */
  readonly name: string | undefined;
}

/** A request for anything else, such as `/version`. */
interface PathRequest {
  readonly kind: 'path';
  readonly verb: string;
  readonly path: string;
}

/** What a request is for. */
export type RequestTarget = ResourceRequest | PathRequest;

const VERBS: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };

/**
 * What a request is about, as the API server's RequestInfo tells RBAC (k8s.io/apiserver/pkg/endpoints/request): GET is `get` with a name, `watch` with a
 * true `watch` parameter, and `list` otherwise; DELETE without a name is `deletecollection`.
 */
export function requestTarget(method: string, path: string, query: URLSearchParams): RequestTarget {
  const parts = path.split('/').filter((part) => part !== '');
  const root = path.startsWith('//') ? undefined : parts.shift();
  const group = root === 'apis' ? parts.shift() : '';
  const version = parts.shift();
  if ((root !== 'api' && root !== 'apis') || group === undefined || version === undefined || parts.length === 0) {
    return { kind: 'path', verb: method.toLowerCase(), path };
  }
  // `/namespaces/x` itself is a get of the namespace x, inside x.
  const namespace = parts[0] === 'namespaces' ? parts[1] : undefined;
  const [plural = '', name, ...subresource] = parts.length > 2 && namespace !== undefined ? parts.slice(2) : parts;
  return {
    kind: 'resource',
    verb: verbOf(method, name, query),
    group,
    version,
    plural,
    name,
    namespace,
    subresource: subresource.join('/'),
  };
}

function verbOf(method: string, name: string | undefined, query: URLSearchParams): string {
  if (method === 'DELETE' && name === undefined) return 'deletecollection';
  if (method !== 'GET' && method !== 'HEAD') return VERBS[method] ?? '';
  if (name !== undefined) return 'get';
  return isTrue(query.get('watch')) ? 'watch' : 'list';
}

/** A boolean query parameter: absent, `0` and `false` are false, every other text is true, `watch=maybe` too. */
export function isTrue(value: string | null): boolean {
  return value !== null && value !== '0' && value.toLowerCase() !== 'false';
}

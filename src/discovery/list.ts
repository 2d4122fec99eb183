import type { Json } from '../apisix/lua.ts';
import { luaType, toLuaString } from '../apisix/lua.ts';
import { GATEWAY_PAGE_SIZE } from '../apisix/page-size.ts';
import type { ListPage } from '../apisix/view.ts';
import { excerpt, rawExcerpt } from '../kube/excerpt.ts';
import { KubeError } from '../kube/kube-error.ts';
import { readBody } from '../kube/read-body.ts';
import type { ApiReader } from '../kube/transport.ts';
import type { DecodedPage } from './decode/json-list.ts';
import { decodeListPage } from './decode/json-list.ts';
import type { ListWatchTarget } from './request.ts';
import { resourceKind, resourcePath, selectorQuery } from './request.ts';

/** client-go's page size: a quarter of the requests that the gateway needs for the same objects in the same order. */
const PAGE_SIZE = 500;

/** nginx's default, under which the gateway lists. */
const LIST_IDLE_TIMEOUT_MS = 60_000;

/** A text of JavaScript holds less than 512 MiB, so a longer page could not be decoded anyway. */
const MAX_PAGE_BYTES = 511 * 1024 * 1024;

export interface PageRequest {
  readonly transport: ApiReader;
  readonly target: ListWatchTarget;
  /** From the page before; undefined for the first. */
  readonly continueToken: string | undefined;
  readonly signal: AbortSignal;
}

/** A page and the token of the next one, if there is one. */
export interface PageAnswer {
  readonly page: ListPage;
  readonly resourceVersion: string;
  readonly objects: number;
  /** How many objects the later pages hold; undefined on the last, and where the server does not say. */
  readonly remaining: number | undefined;
  readonly next: string | undefined;
  /** Texts of the server's Warning headers. */
  readonly warnings: readonly string[];
}

/** Fetches one page. Rejects with a {@link KubeError}; a body that is no list of the kind asked for is a `protocol` error. */
export async function fetchPage({ transport, target, continueToken, signal }: PageRequest): Promise<PageAnswer> {
  const response = await transport.get({
    path: resourcePath(target.resource),
    query: {
      limit: pageSizeFor(target),
      continue: continueToken,
      ...selectorQuery(target),
    },
    signal,
    idleTimeoutMs: LIST_IDLE_TIMEOUT_MS,
  });
  const body = await readBody(response, MAX_PAGE_BYTES);
  if (body === undefined) throw unexpectedBody(transport, 'a page of more than 511 MiB', 'not-json');
  const decoded = decodeListPage(body);
  if (decoded === undefined) {
    const what = body.length === 0 ? 'nothing' : `no Kubernetes list: ${rawExcerpt(body, response.redact)}`;
    throw unexpectedBody(transport, what, 'not-json');
  }
  const wanted = `${resourceKind(target.resource)}List`;
  if (decoded.kind !== wanted) {
    throw unexpectedBody(transport, `kind ${describeKind(decoded)} instead of ${wanted}`, 'wrong-kind');
  }
  return {
    page: { items: decoded.items, continueToken: decoded.continueToken },
    resourceVersion: decoded.resourceVersion,
    objects: Array.isArray(decoded.items) ? decoded.items.length : 0,
    remaining: decoded.remaining,
    next: nextPage(decoded.continueToken),
    warnings: response.warnings,
  };
}

/**
 * The gateway's own in the one case in which it decides what is served: kube-apiserver takes `fieldSelector=metadata.namespace=X` for the
 * scope of page 1 only, so that later pages are empty or repeat page 1 (apiserver `MatchesSingleNamespace`, seen with 1.36.3).
 */
function pageSizeFor({ fieldSelector }: ListWatchTarget): number {
  return fieldSelector === undefined ? PAGE_SIZE : GATEWAY_PAGE_SIZE;
}

function unexpectedBody(transport: ApiReader, what: string, cause: 'not-json' | 'wrong-kind'): KubeError {
  return new KubeError(`${transport.server} answered the list with ${what}`, {
    kind: 'protocol',
    cause,
    server: transport.server,
  });
}

/** Any number counts as a token, as it does for the gateway. */
function nextPage(continueToken: Json | undefined): string | undefined {
  if (typeof continueToken === 'number') return toLuaString(continueToken);
  return typeof continueToken === 'string' && continueToken !== '' ? continueToken : undefined;
}

function describeKind({ kind }: DecodedPage): string {
  return typeof kind === 'string' ? excerpt(kind, 80) : luaType(kind);
}

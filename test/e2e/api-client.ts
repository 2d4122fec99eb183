import { once } from 'node:events';
import { Agent, request } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import type { KubeObject } from '../support/objects.ts';
import type { KeyPair } from '../../src/playground/certificate-authority.ts';

export type Credentials =
  | { readonly kind: 'certificate'; readonly identity: KeyPair }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'anonymous' };

export interface ApiAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface ApiBody {
  readonly body?: unknown;
  /** application/json unless given; a merge patch for PATCH. */
  readonly contentType?: string;
}

/** Talks to one API server for a test, beside the code under test, so that neither hides the other's mistakes. */
export class ApiClient {
  readonly #url: string;
  readonly #agent: Agent;
  readonly #authorization: Record<string, string>;

  constructor(options: { readonly url: string; readonly caPem: string; readonly credentials: Credentials }) {
    const { url, caPem, credentials } = options;
    this.#url = url;
    this.#agent = new Agent({ keepAlive: true, ca: caPem, ...(credentials.kind === 'certificate' ? credentials.identity : {}) });
    this.#authorization = credentials.kind === 'token' ? { authorization: `Bearer ${credentials.token}` } : {};
  }

  /** The answer whatever its status, once its body has ended: a watch needs `timeoutSeconds`. Rejects when the connection breaks. */
  async send(method: string, path: string, { body, contentType }: ApiBody = {}): Promise<ApiAnswer> {
    const type = contentType ?? (method === 'PATCH' ? 'application/merge-patch+json' : 'application/json');
    const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    // Node itself frames the body of a DELETE in no way, and the API server then reads it as the next request.
    const framing = payload === undefined ? {} : { 'content-type': type, 'content-length': payload.length };
    const headers = { ...this.#authorization, ...framing };
    const outgoing = request(new URL(path, this.#url), { method, headers, agent: this.#agent });
    outgoing.end(payload);
    // The one argument of a 'response' event.
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    return { status: response.statusCode ?? 0, headers: response.headers, text: await text(response) };
  }

  /** The parsed answer to a request that must succeed; otherwise rejects with the server's own message. */
  async request<T = unknown>(method: string, path: string, options: ApiBody = {}): Promise<T> {
    const answer = await this.send(method, path, options);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text.trim()}`);
    // The test says what it asked for; the real API server vouches for the shape.
    return JSON.parse(answer.text) as T;
  }

  /** Creates objects in the given order, or replaces those that are there, exactly as given; a `status` is written as well. */
  async apply(...objects: readonly KubeObject[]): Promise<void> {
    for (const object of objects) {
      const created = await this.send('POST', collectionPath(object), { body: object });
      if (created.status === 409) await this.request('PUT', objectPath(object), { body: object });
      else if (created.status >= 300) throw new Error(`${object.kind} ${object.metadata.name}: ${created.text.trim()}`);
      if ('status' in object) await this.request('PATCH', `${objectPath(object)}/status`, { body: { status: object.status } });
    }
  }

  /** Deletes objects in the given order, at once, without a pod's grace period. */
  async delete(...objects: readonly KubeObject[]): Promise<void> {
    for (const object of objects) await this.request('DELETE', `${objectPath(object)}?gracePeriodSeconds=0`);
  }

  /** Breaks off what is still running. */
  close(): void {
    this.#agent.destroy();
  }
}

/** Where the objects of this kind are: `/api/v1/namespaces/default/endpoints`. */
function collectionPath({ apiVersion, kind, metadata }: KubeObject): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const scope = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  const singular = kind.toLowerCase();
  return `${root}${scope}/${singular.endsWith('s') ? singular : `${singular}s`}`;
}

function objectPath(object: KubeObject): string {
  return `${collectionPath(object)}/${object.metadata.name}`;
}

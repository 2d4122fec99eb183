import type { Json } from '../apisix/lua.ts';
import type { Resource } from '../apisix/view.ts';
import { SERVICE_NAME_LABEL } from '../apisix/view.ts';
import { KubeError } from '../kube/kube-error.ts';
import { isNamespaceName, isObjectName } from '../kube/object-name.ts';
import { readBody } from '../kube/read-body.ts';
import type { ApiReader, ApiRequest } from '../kube/transport.ts';
import type { Clock } from '../time/clock.ts';
import type { ClusterFacts, Fact, Labels, WorkloadFact } from './facts.ts';
import { field, isObject, list } from './json-fields.ts';
import { deploymentFact, podFact, serviceFact } from './kube-objects.ts';

export interface LiveFactsOptions {
  readonly transport: ApiReader;
  /** The resource that the gateway watches, which the account may surely list. */
  readonly resource: Resource;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** For all names of a report together. An explanation takes seven at most, so seventeen bad names are explained in full. */
const MAX_REQUESTS = 120;

/** A namespace may hold thousands of pods or Services; so many are enough to tell. */
const PAGE_SIZE = 250;

/** Facts only better an answer that is there already, so they may not hold it up for long, not even one that trickles in. */
const IDLE_TIMEOUT_MS = 5_000;
const TIMEOUT_MS = 10_000;

/** So many objects have less; this is for an answer without end. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Facts read from the API server with minimal requests, each at most once and {@link MAX_REQUESTS} in all. What the account may not
 * read, and any other failure, is unknown, and so is everything after a time-out; only an abort of the signal rejects.
 */
export function liveFacts({ transport, resource, signal, clock }: LiveFactsOptions): ClusterFacts {
  const answers = new Map<string, Promise<Fact<Json | undefined>>>();
  let isOutOfReach = false;

  /** The body of an answer; undefined for 404. */
  function read(path: string, query: NonNullable<ApiRequest['query']> = {}): Promise<Fact<Json | undefined>> {
    const request = `${path}?${JSON.stringify(query)}`;
    const known = answers.get(request);
    if (known !== undefined) return known;
    if (isOutOfReach || answers.size >= MAX_REQUESTS) return Promise.resolve('unknown');
    const answer = get(path, query);
    answers.set(request, answer);
    return answer;
  }

  async function get(path: string, query: NonNullable<ApiRequest['query']>): Promise<Fact<Json | undefined>> {
    const tooLate = new AbortController();
    const inTime = clock.after(TIMEOUT_MS, () => tooLate.abort());
    try {
      const either = AbortSignal.any([signal, tooLate.signal]);
      const response = await transport.get({ path, query, signal: either, idleTimeoutMs: IDLE_TIMEOUT_MS });
      const body = await readBody(response, MAX_BYTES);
      return body === undefined ? 'unknown' : (JSON.parse(body.toString('utf8')) as Json);
    } catch (error) {
      signal.throwIfAborted();
      isOutOfReach ||= tooLate.signal.aborted || (error instanceof KubeError && error.kind === 'unreachable');
      if (tooLate.signal.aborted || error instanceof SyntaxError) return 'unknown';
      if (!(error instanceof KubeError)) throw error;
      return error.kind === 'not-found' ? undefined : 'unknown';
    } finally {
      inTime();
    }
  }

  async function readList(path: string, query: NonNullable<ApiRequest['query']>): Promise<Fact<readonly Json[]>> {
    const answer = await read(path, { limit: PAGE_SIZE, ...query });
    const items = answer === 'unknown' ? undefined : field(answer, 'items');
    return Array.isArray(items) ? list(items) : 'unknown';
  }

  /** One object by its own path; undefined where there is none. */
  async function readObject(path: string, name: string): Promise<Fact<Json | undefined>> {
    if (!isObjectName(name)) return undefined;
    return read(`${path}/${name}`);
  }

  return {
    async service(namespace, name) {
      if (!isNamespaceName(namespace)) return undefined;
      const answer = await readObject(`/api/v1/namespaces/${namespace}/services`, name);
      return isObject(answer) ? serviceFact(answer) : answer === undefined ? undefined : 'unknown';
    },
    async servicesNamed(name) {
      if (!isObjectName(name)) return [];
      // From the watch cache: for a consistent answer the API server would read every Service from etcd.
      const answer = await readList('/api/v1/services', { fieldSelector: `metadata.name=${name}`, resourceVersion: '0' });
      return answer === 'unknown' ? 'unknown' : answer.map(serviceFact);
    },
    async servicesIn(namespace) {
      if (!isNamespaceName(namespace)) return [];
      const answer = await readList(`/api/v1/namespaces/${namespace}/services`, {});
      return answer === 'unknown' ? 'unknown' : answer.map(serviceFact);
    },
    async backing(namespace, service) {
      if (!isNamespaceName(namespace) || !isObjectName(service)) return [];
      // A list, because the account may hold no `get`; in the namespace, because a right to the whole cluster covers that, and there
      // the API server reads little.
      return resource === 'endpoints'
        ? readList(`/api/v1/namespaces/${namespace}/endpoints`, { fieldSelector: `metadata.name=${service}` })
        : readList(`/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`, {
            labelSelector: `${SERVICE_NAME_LABEL}=${service}`,
          });
    },
    async workload(namespace, name) {
      if (!isNamespaceName(namespace)) return undefined;
      const deployment = await readObject(`/apis/apps/v1/namespaces/${namespace}/deployments`, name);
      if (isObject(deployment)) return deploymentFact(deployment);
      const pod = await readObject(`/api/v1/namespaces/${namespace}/pods`, name);
      if (isObject(pod)) return { kind: 'pod', podLabels: podFact(pod).labels } satisfies WorkloadFact;
      return deployment === undefined && pod === undefined ? undefined : 'unknown';
    },
    async pods(namespace, selector) {
      const answer = await readList(`/api/v1/namespaces/${namespace}/pods`, { labelSelector: labelSelector(selector) });
      return answer === 'unknown' ? 'unknown' : answer.map(podFact);
    },
  };
}

function labelSelector(labels: Labels): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${value}`)
    .join(',');
}

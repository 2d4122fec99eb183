import type { Resource } from '../apisix/view.ts';

/** What one list-watch asks for. */
export interface ListWatchTarget {
  readonly resource: Resource;
  /** Sent as they stand, as the gateway does; the API server refuses a malformed one with 400. */
  readonly labelSelector: string | undefined;
  readonly fieldSelector: string | undefined;
}

const PATHS = {
  endpoints: '/api/v1/endpoints',
  endpointslices: '/apis/discovery.k8s.io/v1/endpointslices',
} as const;

const KINDS = { endpoints: 'Endpoints', endpointslices: 'EndpointSlice' } as const;

const PLURALS = { endpoints: 'Endpoints', endpointslices: 'EndpointSlices' } as const;

const GROUPS = { endpoints: '', endpointslices: 'discovery.k8s.io' } as const;

/** Always cluster-wide, as the gateway asks (informer_factory.lua, all releases); so a namespaced Role never suffices. */
export function resourcePath(resource: Resource): string {
  return PATHS[resource];
}

/** The API group, as rules and access reviews name it. */
export function resourceGroup(resource: Resource): '' | 'discovery.k8s.io' {
  return GROUPS[resource];
}

/** The kind of one object. */
export function resourceKind(resource: Resource): 'Endpoints' | 'EndpointSlice' {
  return KINDS[resource];
}

/** Several objects, in a sentence; one of Endpoints is called so, too. */
export function resourceObjects(resource: Resource): 'Endpoints' | 'EndpointSlices' {
  return PLURALS[resource];
}

/** Selectors as query parameters; empty ones are left out, as the gateway does. */
export function selectorQuery({ labelSelector, fieldSelector }: ListWatchTarget): Record<string, string | undefined> {
  return { labelSelector: labelSelector || undefined, fieldSelector: fieldSelector || undefined };
}

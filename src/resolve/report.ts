import type { Node } from '../apisix/nodes.ts';
import type { Resource } from '../apisix/view.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import type { Finding } from '../findings/finding.ts';
import type { KubeErrorKind } from '../kube/kube-error.ts';

/** Why a name has no nodes, under an id of the catalogue, and the names to use instead, best first. */
export interface Reason {
  readonly id: CatalogueId;
  /** One or two sentences: what is wrong with this name, and what to write or to mend. */
  readonly message: string;
  /** service_names that have nodes now, at most five. */
  readonly suggestions: readonly string[];
}

/**
 * - `resolved`: the gateway has nodes;
 * - `empty`: it finds the port but no node (`no valid upstream node`);
 * - `none`: it finds nothing (`no valid upstream node: nil`);
 * - `unknown`: the cluster could not be asked.
 */
export type ResolveStatus = 'resolved' | 'empty' | 'none' | 'unknown';

export interface ResolveResult {
  readonly serviceName: string;
  /** In the gateway's order; null is the gateway's nil, or not known. */
  readonly nodes: readonly Node[] | null;
  readonly status: ResolveStatus;
  /** For every status but `resolved`. */
  readonly reason?: Reason;
}

export interface ClusterReport {
  /** Null in single mode. */
  readonly id: string | null;
  /** Scheme, host and port; null where the objects came from files. */
  readonly server: string | null;
  /** For people: the id, or the context's name, or the host. */
  readonly name: string;
  readonly resource: Resource;
  readonly objects: number;
  readonly resourceVersion: string;
  /** Why the cluster could not be listed. */
  readonly error?: { readonly id: CatalogueId; readonly kind: KubeErrorKind; readonly message: string };
}

export interface ResolveReport {
  readonly gatewayVersion: string;
  readonly clusters: readonly ClusterReport[];
  readonly results: readonly ResolveResult[];
  readonly findings: readonly Finding[];
}

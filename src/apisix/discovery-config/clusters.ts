import { FIRST_SHARED_SIZE } from './config-rules.ts';
import type { ConfigRules } from './config-rules.ts';
import type { ClientCredential, ClusterConfig, NamespaceSelector } from './model.ts';

/** One cluster's settings after the check: the schema vouches for these types, whatever other keys there are. */
interface CheckedCluster {
  readonly id?: string;
  readonly service: {
    readonly schema: 'http' | 'https';
    readonly host: string;
    readonly port: string;
    readonly ssl_verify?: unknown;
  };
  readonly client: { readonly token?: string; readonly token_file?: string };
  readonly namespace_selector?: {
    readonly equal?: string;
    readonly not_equal?: string;
    readonly match?: readonly string[];
    readonly not_match?: readonly string[];
  };
  readonly label_selector?: string;
  readonly default_weight: number;
  readonly watch_endpoint_slices?: unknown;
  /** Checked, and filled in, where the release has it. */
  readonly shared_size: string;
}

/** The clusters of a block that passed the check, its defaults filled in; an object is one cluster. */
export function clustersOf(checked: unknown, rules: ConfigRules): readonly ClusterConfig[] {
  // The casts rest on the schema, which accepted these very values.
  if (Array.isArray(checked)) return checked.map((cluster) => clusterOf(cluster as CheckedCluster, rules));
  return [{ ...clusterOf(checked as CheckedCluster, rules), id: undefined }];
}

function clusterOf(checked: CheckedCluster, rules: ConfigRules): ClusterConfig {
  const { schema, host, port, ssl_verify } = checked.service;
  return {
    id: checked.id,
    service: { schema, host, port, sslVerify: rules.sslVerify && ssl_verify === true },
    client: credentialOf(checked.client),
    namespaceSelector: selectorOf(checked.namespace_selector),
    labelSelector: checked.label_selector,
    defaultWeight: checked.default_weight,
    watchEndpointSlices: rules.endpointSlices && checked.watch_endpoint_slices === true,
    sharedSize: rules.sharedSize === undefined ? FIRST_SHARED_SIZE : checked.shared_size,
  };
}

function credentialOf({ token, token_file = '' }: CheckedCluster['client']): ClientCredential {
  return token === undefined ? { kind: 'token-file', path: token_file } : { kind: 'token', token };
}

function selectorOf({ equal, not_equal, match, not_match }: NonNullable<CheckedCluster['namespace_selector']> = {}):
  | NamespaceSelector
  | undefined {
  if (equal !== undefined) return { kind: 'equal', namespace: equal };
  if (not_equal !== undefined) return { kind: 'not-equal', namespace: not_equal };
  if (match !== undefined) return { kind: 'match', patterns: match };
  return not_match === undefined ? undefined : { kind: 'not-match', patterns: not_match };
}

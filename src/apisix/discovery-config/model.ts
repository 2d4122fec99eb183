/**
 * `namespace_selector`. `equal` and `not_equal` are sent to the API server as a field selector; `match` and `not_match` are PCRE
 * patterns that the gateway applies itself, and a pattern counts only when its leftmost match is the whole namespace.
 */
export type NamespaceSelector =
  | { readonly kind: 'equal'; readonly namespace: string }
  | { readonly kind: 'not-equal'; readonly namespace: string }
  | { readonly kind: 'match'; readonly patterns: readonly string[] }
  | { readonly kind: 'not-match'; readonly patterns: readonly string[] };

/** `client`: what is sent as the bearer token. Single mode accepts both keys; `token` then wins (discovery/kubernetes/init.lua, 3.0.0). */
export type ClientCredential =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'token-file'; readonly path: string };

/** One cluster of the gateway's `discovery.kubernetes`, defaults filled in, `${VAR}` references not yet resolved. */
export interface ClusterConfig {
  /** Only in multi-cluster mode. */
  readonly id: string | undefined;
  readonly service: {
    readonly schema: 'http' | 'https';
    /** A host name, an IPv4 address or `${VAR}`. */
    readonly host: string;
    /** Digits or `${VAR}`. */
    readonly port: string;
    readonly sslVerify: boolean;
  };
  readonly client: ClientCredential;
  readonly namespaceSelector: NamespaceSelector | undefined;
  /** Sent to the API server as it stands. */
  readonly labelSelector: string | undefined;
  readonly defaultWeight: number;
  readonly watchEndpointSlices: boolean;
  /** Of the shared dict that holds its nodes, as nginx takes it: `64m`. Before 3.0.0 it stands in `nginx_config`. */
  readonly sharedSize: string;
}

/** The gateway's `discovery.kubernetes`. An object is single mode (names are `namespace/name:portName`), a list is multi mode (`id/namespace/name:portName`). */
export interface DiscoveryConfig {
  readonly mode: 'single' | 'multi';
  readonly clusters: readonly ClusterConfig[];
  /** The block as read, for `dump`, which shows it. */
  readonly raw: unknown;
}

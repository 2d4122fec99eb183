import type { Release } from '../../apisix/release.ts';
import type { Resource } from '../../apisix/view.ts';
import type { Connection } from '../../kube/connection.ts';
import { SERVICE_ACCOUNT_TOKEN } from '../../kube/in-cluster.ts';
import { isAtLeast, parseVersionText } from '../../kube/server-version.ts';

/** How the gateway gets its token. */
export type GatewayCredential =
  | { readonly kind: 'token'; readonly token: string }
  /** A file on the gateway's machine. */
  | { readonly kind: 'token-file'; readonly path: string }
  /** The gateway runs in the cluster: its own pod has the token, and the address too. */
  | { readonly kind: 'in-cluster' };

/** One cluster as the gateway is to find it, with what bears on how that is written. */
export interface GatewayTarget {
  /** As the set-up asks the cluster; its id becomes that of the entry. */
  readonly connection: Connection;
  /** Where the gateway is to ask; undefined where the variables of its surroundings say. */
  readonly address: URL | undefined;
  readonly release: Release;
  /** As in the report of the set-up: `1.36`; null where the API server does not say. */
  readonly kubernetes: string | null;
  /** What the gateway may watch; at least one. */
  readonly resources: readonly Resource[];
  readonly credential: GatewayCredential;
}

/** `discovery.kubernetes` for one cluster, or an item of its list: the keys of the gateway's schema in its order. May hold a token. */
export type GatewayEntry = {
  readonly id?: string;
  readonly service: GatewayService;
  readonly client: { readonly token: string } | { readonly token_file: string };
  readonly watch_endpoint_slices?: true;
};

/** Where the gateway finds an API server. */
export type GatewayService = { readonly schema: 'http' | 'https'; readonly host: string; readonly port: string };

/** What a kubelet sets in every pod; also the gateway's defaults. */
const OWN_CLUSTER: GatewayService = {
  schema: 'https',
  host: '${KUBERNETES_SERVICE_HOST}',
  port: '${KUBERNETES_SERVICE_PORT}',
};

/** What the gateway needs to be told of a cluster. What it cannot do with that is told by `obstaclesOf`. */
export function gatewayEntry(target: GatewayTarget): GatewayEntry {
  const { connection, address, credential } = target;
  const { id } = connection;
  return {
    ...(id === undefined ? {} : { id }),
    service: address === undefined ? OWN_CLUSTER : serviceOf(address),
    client: clientOf(credential),
    ...(watchesSlices(target) ? { watch_endpoint_slices: true } : {}),
  };
}

/** Of its parts the gateway takes three; a path is lost. */
function serviceOf({ protocol, hostname, port }: URL): GatewayService {
  return protocol === 'http:'
    ? { schema: 'http', host: hostname, port: port || '80' }
    : { schema: 'https', host: hostname, port: port || '443' };
}

function clientOf(credential: GatewayCredential): GatewayEntry['client'] {
  switch (credential.kind) {
    case 'token':
      return { token: credential.token };
    case 'token-file':
      return { token_file: credential.path };
    case 'in-cluster':
      return { token_file: SERVICE_ACCOUNT_TOKEN };
    default:
      return credential satisfies never;
  }
}

/** Where both are granted: EndpointSlices as soon as the release has them right and Kubernetes calls Endpoints deprecated (KEP-4974, 1.33). */
function watchesSlices({ resources, release, kubernetes }: GatewayTarget): boolean {
  if (!resources.includes('endpointslices')) return false;
  if (!resources.includes('endpoints')) return true;
  const version = kubernetes === null ? undefined : parseVersionText(kubernetes);
  return release.endpointSlices === 'merged' && isAtLeast(version, 33);
}

import type { ClusterConfig } from '../../apisix/discovery-config/model.ts';
import type { Release } from '../../apisix/release.ts';
import type { ControlApi } from '../../doctor/control-api/control-api.ts';
import type { ExaminedCluster, Preferences } from '../../doctor/examined-cluster.ts';
import { Memory } from '../../doctor/memory.ts';
import { addressFlags } from '../../kube/address-flags.ts';
import type { Connection } from '../../kube/connection.ts';
import { findConnection, findConnections } from '../../kube/find-connections.ts';
import { createTransport } from '../../kube/http-transport.ts';
import { SERVICE_ACCOUNT_TOKEN } from '../../kube/in-cluster.ts';
import type { TokenText } from '../../token/token-text.ts';
import type { GatewayDiscovery } from '../gateway-config.ts';
import type { Host } from '../host.ts';
import { adminOf, checkAdminIds, checkAdminServer } from '../token/admin-context.ts';
import { configuredToken } from '../token/configured-token.ts';
import { contextOfServer, kubeconfigOf } from '../token/known-admin.ts';
import { askAgainCommand } from './ask-again.ts';
import type { DoctorFlags } from './flags.ts';
import { withRegularFiles } from './regular-files.ts';

/** Where the clusters of a run may be named, and what is shared by all of them. */
export interface ClusterSearch {
  readonly flags: DoctorFlags;
  readonly gateway: GatewayDiscovery;
  readonly release: Release;
  readonly controlApi: ControlApi | undefined;
  readonly preferences: Preferences;
  /** With the gateway's environment in place of this machine's, where that was given. */
  readonly gatewayHost: Host;
  readonly host: Host;
}

/**
 * The clusters of the gateway's config; without one, the cluster that the flags or the kubeconfig name, or the one around this pod. Rejects
 * with a UserError where nothing does, and for a variable that is not set. Opens no connection.
 */
export async function findClusters(search: ClusterSearch): Promise<readonly ExaminedCluster[]> {
  const { flags, gateway, gatewayHost, host } = search;
  const { file, discovery } = gateway;
  checkAdminIds(discovery.clusters, flags.adminContext);
  const connections =
    file === undefined
      ? await findConnections(flags, host)
      : await findConnections({ ...flags, gateway: file }, withRegularFiles(gatewayHost));
  return Promise.all(
    connections.flatMap((connection, at) => {
      const cluster = discovery.clusters[at];
      return cluster === undefined ? [] : [examinedCluster(connection, cluster, search)];
    }),
  );
}

async function examinedCluster(connection: Connection, cluster: ClusterConfig, search: ClusterSearch): Promise<ExaminedCluster> {
  const { flags, gateway, release, controlApi, preferences, host } = search;
  const { clock, signal } = host;
  const { id, namespaceSelector, labelSelector, defaultWeight, watchEndpointSlices } = cluster;
  const given = await adminOf(id, { flags, host });
  if (given !== undefined) await checkAdminServer(given, { connection, flags, host });
  const admin = given ?? (await personOf(connection, search));
  const context = admin === undefined ? await contextOfServer(connection, { flags, host }) : undefined;
  const examined: ExaminedCluster = {
    id,
    settings: {
      id,
      name: connection.name,
      resource: watchEndpointSlices ? 'endpointslices' : 'endpoints',
      namespaceSelector,
      labelSelector,
      defaultWeight,
    },
    config: gateway.file === undefined ? undefined : cluster,
    configPath: gateway.file?.path,
    release,
    connection,
    transport: createTransport(connection),
    holder: holderOf(connection, flags),
    token: await tokenOf(connection, { cluster, search }),
    admin: admin && { connection: admin, transport: createTransport(admin) },
    address: admin?.flags ?? (context === undefined ? undefined : addressFlags({ ...kubeconfigOf(flags), context })),
    askAgain: askAgainCommand(context, { ...flags, id }),
    ...(controlApi === undefined ? {} : { controlApi }),
    preferences,
    clock,
    signal,
    once: (read) => memory.once(read),
  };
  const memory = new Memory(examined);
  return examined;
}

/** Who asks by a kubeconfig without a token of a flag may be asked for more, too. */
async function personOf(connection: Connection, { flags, host }: ClusterSearch): Promise<Connection | undefined> {
  if (connection.source.kind !== 'kubeconfig') return undefined;
  const { token: _, tokenFile: __, ...person } = flags;
  return findConnection(person, host);
}

function holderOf({ source }: Connection, { token, tokenFile }: DoctorFlags): ExaminedCluster['holder'] {
  const isGiven = token !== undefined || tokenFile !== undefined;
  return isGiven || source.kind === 'config' || source.kind === 'in-cluster' ? 'gateway' : 'person';
}

async function tokenOf(
  { source }: Connection,
  { cluster, search }: { readonly cluster: ClusterConfig; readonly search: ClusterSearch },
): Promise<TokenText | undefined> {
  const { flags, gateway, gatewayHost } = search;
  const { token, tokenFile } = flags;
  const { env, readFile } = gatewayHost;
  if (token !== undefined) return { text: token, place: { kind: 'stdin' } };
  if (tokenFile !== undefined) return { text: await readFile(tokenFile), place: { kind: 'file', path: tokenFile } };
  if (source.kind === 'in-cluster') {
    return { text: await readFile(SERVICE_ACCOUNT_TOKEN), place: { kind: 'token-file', path: SERVICE_ACCOUNT_TOKEN } };
  }
  // Sent elsewhere than the config says, its token stays at home.
  if (gateway.file === undefined || source.kind !== 'config') return undefined;
  const configured = await configuredToken(cluster, {
    gateway: gateway.file,
    env: (name) => env[name],
    readFile: withRegularFiles(gatewayHost).readFile,
  });
  return 'text' in configured ? configured : undefined;
}

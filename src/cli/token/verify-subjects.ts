import type { ClusterConfig } from '../../apisix/discovery-config/model.ts';
import { RESOURCES, watchedResource } from '../../apisix/view.ts';
import { UserError } from '../../findings/user-error.ts';
import { addressFlags } from '../../kube/address-flags.ts';
import type { Connection } from '../../kube/connection.ts';
import { tokenCredentials } from '../../kube/credentials.ts';
import { findConnection, findConnections } from '../../kube/find-connections.ts';
import type { GatewayConfig } from '../../kube/gateway-clusters.ts';
import { isMountedToken, mayBeOwnCluster } from '../../kube/own-pod.ts';
import type { TokenPlace, TokenText } from '../../token/token-text.ts';
import type { NeededResources } from '../../token/verify/rights.ts';
import type { UnreadToken } from '../../token/verify/verification.ts';
import type { VerifyOptions } from '../../token/verify/verify.ts';
import { readGatewayConfig } from '../gateway-config.ts';
import type { Host } from '../host.ts';
import { adminOf, checkAdminIds, checkAdminServer } from './admin-context.ts';
import { configuredToken } from './configured-token.ts';
import { askAgainCommand, contextOfServer, kubeconfigOf } from './known-admin.ts';
import type { TokenVerifyFlags } from './flags.ts';
import { readTokenText } from './read-token-text.ts';

/** A token, the API server that is to be asked about it, and what a gateway needs there; or one whose token_file cannot be read. */
export type Subject = ReadSubject | (UnreadToken & { readonly connection: Connection });

interface ReadSubject extends Omit<VerifyOptions, 'release' | 'clock' | 'signal'> {
  readonly kind: 'read';
}

/** Which tokens are to be verified where. Throws a {@link UserError} for what cannot be found or read. */
export async function findSubjects(flags: TokenVerifyFlags, host: Host): Promise<readonly Subject[]> {
  const { file: gateway } = await readGatewayConfig(flags, host);
  return gateway === undefined ? [await namedSubject(flags, host)] : gatewaySubjects(gateway, { flags, host });
}

/** Without a config either resource will do: which one the gateway watches, nobody has said. */
async function namedSubject(flags: TokenVerifyFlags, host: Host): Promise<ReadSubject> {
  const token = await readTokenText(flags.file, host);
  const connection = await findConnection(flags, host);
  const given = await adminOf(undefined, { flags, host });
  const admin = given ?? (connection.source.kind === 'kubeconfig' ? connection : undefined);
  return {
    kind: 'read',
    token,
    connection: withToken(connection, token),
    admin,
    address: (admin ?? connection).flags,
    askAgain: admin === undefined ? askAgainCommand(await contextOfServer(connection, { flags, host }), flags) : undefined,
    needed: { resources: RESOURCES, extent: 'one' },
    isOfOtherPod: false,
  };
}

interface Asked {
  readonly flags: TokenVerifyFlags;
  readonly host: Host;
}

async function gatewaySubjects(gateway: GatewayConfig, { flags, host }: Asked): Promise<readonly Subject[]> {
  const { clusters } = gateway.discovery;
  if (flags.file !== undefined && clusters.length > 1) {
    throw new UserError(`${clusters.length} clusters here, and FILE holds one token`, {
      hint: 'leave FILE out to verify the token of each, or give a config with the one cluster',
      place: { path: gateway.path },
    });
  }
  const named = flags.file === undefined ? undefined : await readTokenText(flags.file, host);
  checkAdminIds(clusters, flags.adminContext);
  const connections = await findConnections({ ...flags, gateway }, host);
  return Promise.all(
    connections.flatMap((connection, at) => {
      const cluster = clusters[at];
      return cluster === undefined ? [] : [gatewaySubject({ gateway, cluster, connection, named }, { flags, host })];
    }),
  );
}

async function gatewaySubject(
  {
    gateway,
    cluster,
    connection,
    named,
  }: {
    readonly gateway: GatewayConfig;
    readonly cluster: ClusterConfig;
    readonly connection: Connection;
    readonly named: TokenText | undefined;
  },
  { flags, host }: Asked,
): Promise<Subject> {
  const resource = watchedResource(flags.gatewayVersion, cluster.watchEndpointSlices ? 'endpointslices' : 'endpoints');
  const needed: NeededResources = { resources: [resource], extent: 'each' };
  const token = named ?? (await configuredToken(cluster, { gateway, env: (name) => host.env[name], readFile: host.readFile }));
  // The other clusters are verified all the same.
  if ('message' in token) return { kind: 'unread', connection, needed, error: token };
  const { place } = token;
  const admin = await adminOf(cluster.id, { flags, host });
  if (admin !== undefined) await checkAdminServer(admin, { connection, flags, host });
  const context = admin === undefined ? await contextOfServer(connection, { flags, host }) : undefined;
  const isMounted = place.kind === 'token-file' && isMountedToken(place.path);
  return {
    kind: 'read',
    token,
    connection: withToken(connection, token),
    admin,
    address: admin?.flags ?? (context === undefined ? undefined : addressFlags({ ...kubeconfigOf(flags), context })),
    askAgain: askAgainCommand(context, { ...flags, id: cluster.id }),
    needed,
    isOfOtherPod: isMounted && cluster.id !== undefined && !mayBeOwnCluster(connection.server.hostname),
  };
}

/** The same API server, asked as whom the token says. */
function withToken(connection: Connection, { text, place }: TokenText): Connection {
  const credentials = tokenCredentials({ token: text, origin: originOf(place), server: connection.server.origin });
  return { ...connection, credentials };
}

/** Follows "the token of". */
function originOf(place: TokenPlace): string {
  switch (place.kind) {
    case 'stdin':
      return 'standard input';
    case 'inline':
      return 'client.token';
    case 'file':
    case 'token-file':
      return place.path;
    default:
      return place satisfies never;
  }
}

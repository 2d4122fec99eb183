import type { Connection } from '../../kube/connection.ts';
import { findConnection } from '../../kube/find-connections.ts';
import type { AccountWish } from '../../provision/wish.ts';
import type { Host } from '../host.ts';
import type { SetupFlags } from './flags.ts';

/** One cluster, and the account that it is to have. */
export interface Target {
  readonly connection: Connection;
  readonly wish: AccountWish;
}

/** The clusters to set up, in the order of the gateway's config. Throws a {@link UserError} where one cannot be found. */
export async function findTargets(flags: SetupFlags, host: Host): Promise<readonly Target[]> {
  const connection = await findConnection(flags, host);
  return [{ connection, wish: wishOf(flags, connection) }];
}

/** What the flags want of a cluster whose kubeconfig context may name a namespace. */
export function wishOf(flags: SetupFlags, { namespace }: Pick<Connection, 'namespace'>): AccountWish {
  return {
    namespace: flags.namespace ?? namespace ?? 'default',
    name: flags.name,
    resources: flags.resources ?? ['endpoints'],
    docsVerbs: flags.gatewayDocsVerbs === true,
    token: flags.tokenSource ?? 'secret',
    labels: flags.labels ?? {},
    ...(flags.duration === undefined ? {} : { tokenSeconds: Math.round(flags.duration / 1000) }),
    createNamespace: flags.createNamespace === true,
  };
}

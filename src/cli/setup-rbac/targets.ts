import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../findings/user-error.ts';
import type { Connection } from '../../kube/connection.ts';
import { findConnection } from '../../kube/find-connections.ts';
import { namespaceOfContext } from '../../kube/kubeconfig.ts';
import { completeWish } from '../../provision/complete-wish.ts';
import type { ConfiguredCluster } from '../../provision/gateway-config/clusters-of.ts';
import type { AccountWish, OpenWish } from '../../provision/wish.ts';
import type { Host } from '../host.ts';
import { namespaceOf } from '../object-names.ts';
import { clusterChoices } from './configured-clusters.ts';
import type { ClusterChoice } from './configured-clusters.ts';
import type { SetupFlags } from './flags.ts';

/** One cluster, and the account that it is to have. */
export interface Target {
  readonly connection: Connection;
  readonly wish: OpenWish;
  /** As the gateway's config has it so far; undefined where there is none. */
  readonly configured: ConfiguredCluster | undefined;
}

/** The clusters to set up, in the order of the gateway's config. Throws a {@link UserError} where one cannot be found. */
export async function findTargets(flags: SetupFlags, host: Host): Promise<readonly Target[]> {
  const choices = await clusterChoices(flags, host);
  const targets = await Promise.all(
    choices.map(async (choice) => {
      const { flags: own, configured } = choice;
      const found = await findConnection(own, host);
      return { connection: { ...found, id: configured?.id }, wish: wishOf(choice, found.namespace), configured };
    }),
  );
  checkAlike(targets);
  return targets;
}

/** The second account would take from the first what only that one needs. */
function checkAlike(targets: readonly Target[]): void {
  for (const [at, { connection, wish }] of targets.entries()) {
    const rival = targets.slice(0, at).find((other) => other.connection.server.href === connection.server.href);
    if (rival === undefined || isDeepStrictEqual(rival.wish, wish)) continue;
    throw new UserError(
      `the clusters ${rival.connection.id} and ${connection.id} are one API server, and want different accounts`,
      {
        hint: 'give --namespace and --resources, so that one account serves both',
      },
    );
  }
}

/** The account that every cluster is to have, without asking any. Throws a {@link UserError} where they are not to have the same. */
export async function findWish(flags: SetupFlags, host: Host): Promise<AccountWish> {
  const choices = await clusterChoices(flags, host);
  const wishes = await Promise.all(
    choices.map(async (choice) => {
      const { flags: own } = choice;
      return wishOf(choice, own.server === undefined ? await namespaceOfContext(own, host) : undefined);
    }),
  );
  const [wish = wishOf({ flags }, undefined), ...others] = wishes;
  if (others.every((other) => isDeepStrictEqual(other, wish))) return completeWish(wish);
  throw new UserError('the clusters of this config need different manifests, and --dry-run=client prints one set', {
    place: { path: flags.fromConfig ?? '' },
    hint: 'give --namespace and --resources, or take one cluster after the other without --from-config',
  });
}

/** What the flags, and what the gateway's config needs, want of a cluster whose kubeconfig context may name a namespace. */
function wishOf({ flags, configured }: ClusterChoice, contextNamespace: string | undefined): OpenWish {
  const { resources, gatewayDocsVerbs, labels } = flags;
  return {
    namespace: namespaceOf(flags.namespace, contextNamespace),
    name: flags.name,
    ...(resources === undefined ? neededBy(configured) : { resources }),
    ...(gatewayDocsVerbs === undefined ? {} : { docsVerbs: gatewayDocsVerbs }),
    token: flags.tokenSource ?? 'secret',
    ...(flags.duration === undefined ? {} : { tokenSeconds: Math.round(flags.duration / 1000) }),
    ...(labels === undefined ? {} : { labels }),
    createNamespace: flags.createNamespace === true,
  };
}

function neededBy(configured: ConfiguredCluster | undefined): Pick<OpenWish, 'neededResources'> {
  return configured === undefined ? {} : { neededResources: configured.resources };
}

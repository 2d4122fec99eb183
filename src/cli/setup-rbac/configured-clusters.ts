import { parseDiscoveryConfig } from '../../apisix/discovery-config/parse.ts';
import { inWords } from '../../apisix/in-words.ts';
import { closest } from '../../findings/closest.ts';
import { UserError } from '../../findings/user-error.ts';
import { contextNames } from '../../kube/kubeconfig.ts';
import { clustersOf } from '../../provision/gateway-config/clusters-of.ts';
import type { ConfiguredCluster } from '../../provision/gateway-config/clusters-of.ts';
import { readGatewayConfig } from '../gateway-config.ts';
import type { Host } from '../host.ts';
import type { SetupFlags } from './flags.ts';
import { gatewayEnvironment } from './gateway-environment.ts';
import { writableText } from './writable-file.ts';

/** The flags as they hold for one cluster of the gateway: with its own context. */
export interface ClusterChoice {
  readonly flags: SetupFlags;
  /** Absent where no config says anything of it. */
  readonly configured?: ConfiguredCluster;
}

/**
 * The clusters that the flags speak of, in the order of the gateway's config: that of `--from-config`, else the one that is to be written,
 * as far as it is there and accepted. Throws a {@link UserError} where one is without a context.
 */
export async function clusterChoices(flags: SetupFlags, host: Host): Promise<readonly ClusterChoice[]> {
  const { fromConfig: config, gatewayVersion } = flags;
  if (config === undefined) return [await onlyChoice(flags, host)];
  const { discovery } = await readGatewayConfig({ config, gatewayVersion }, host);
  const clusters = clustersOf(discovery, gatewayVersion);
  await checkContexts(clusters, flags, host);
  return clusters.map((configured) => {
    const context = flags.contexts?.get(configured.id ?? '');
    return { configured, flags: context === undefined ? flags : { ...flags, context } };
  });
}

async function onlyChoice(flags: SetupFlags, host: Host): Promise<ClusterChoice> {
  const { emitConfig, gatewayVersion } = flags;
  const text = emitConfig === undefined || emitConfig === '-' ? undefined : await writableText(emitConfig, host);
  if (text === undefined) return { flags };
  const parsed = parseDiscoveryConfig(text, { release: gatewayVersion, env: gatewayEnvironment(host) });
  if (!parsed.ok || parsed.config.mode === 'multi') return { flags };
  const [configured] = clustersOf(parsed.config, gatewayVersion);
  return configured === undefined ? { flags } : { flags, configured };
}

/** One cluster can do without, as for every other command. */
async function checkContexts(clusters: readonly ConfiguredCluster[], flags: SetupFlags, host: Host): Promise<void> {
  const { contexts, fromConfig: path = '' } = flags;
  const place = { path };
  const ids = clusters.flatMap(({ id }) => id ?? []);
  const stranger = [...(contexts?.keys() ?? [])].find((id) => !ids.includes(id));
  if (stranger !== undefined) {
    const message =
      ids.length === 0 ? 'one cluster here, without an id for --contexts' : `no cluster ${stranger} here, which --contexts names`;
    const meant = closest(stranger, ids);
    const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
    throw new UserError(message, {
      place,
      hint: ids.length === 0 ? 'use --context NAME' : `The ids are ${inWords(ids, 'and')}.${question}`,
    });
  }
  const missing = contexts === undefined && clusters.length === 1 ? [] : ids.filter((id) => contexts?.has(id) !== true);
  if (contexts === undefined && missing.length === 0) return;
  const names = await contextNames(flags, host);
  const known = names.length === 0 ? 'there is no kubeconfig' : `the kubeconfig has ${inWords(names, 'and')}`;
  const unknown = [...(contexts?.values() ?? [])].find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UserError(`no context ${unknown}, which --contexts names`, { hint: known });
  if (missing.length === 0) return;
  const example = missing.map((id) => `${id}=CONTEXT`).join(',');
  throw new UserError(`no context for ${missing.length === 1 ? 'the cluster' : 'the clusters'} ${inWords(missing, 'and')}`, {
    place,
    hint: `add --contexts ${example}; ${known}`,
  });
}

import { readConfigFile } from '../config-file.ts';
import type { ConfigFile } from '../config-file.ts';
import { valueAt } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Release } from '../release.ts';
import type { Environment } from '../yaml/substitution.ts';
import { configRules } from './config-rules.ts';
import { findBlock } from './find-block.ts';
import { judgeKubernetes } from './judge-kubernetes.ts';
import type { DiscoveryConfig } from './model.ts';

export type DiscoveryConfigParse =
  | {
      readonly ok: true;
      readonly config: DiscoveryConfig;
      /** `apisix.ssl.ssl_trusted_certificate`: the file of certificates that `ssl_verify` trusts. */
      readonly trustedCertificate?: string;
      /** What the gateway accepts but decides in silence. */
      readonly notes: readonly Problem[];
    }
  | {
      readonly ok: false;
      /** The gateway's start-up check accepts the file all the same: discovery is off, or fails once it starts. */
      readonly accepted: boolean;
      /** At least one. */
      readonly problems: readonly Problem[];
    };

/**
 * Reads a config.yaml, or a file with its `discovery:` block alone, and accepts it where the gateway's start-up check of that release
 * does. `env` answers the variables that `${{VAR}}` names; `${VAR}` stays as it is. Never throws for anything the text may hold.
 */
export function parseDiscoveryConfig(
  text: string,
  { release, env }: { readonly release: Release; readonly env: Environment },
): DiscoveryConfigParse {
  const file = readConfigFile({ kind: 'text', text }, { release, env });
  if (!file.ok) return refused(file.problems);
  const search = findBlock(file.written, file.merged);
  switch (search.kind) {
    case 'refused':
      return refused([search.problem]);
    case 'off':
      return { ok: false, accepted: true, problems: [search.problem] };
    case 'found':
  }
  const verdict = judgeKubernetes(search.block, release);
  if (verdict.config === undefined) return refused(verdict.refusals);
  if (verdict.startFailures.length > 0) return { ok: false, accepted: true, problems: verdict.startFailures };
  const trusted = valueAt(file.merged, ['apisix', 'ssl', 'ssl_trusted_certificate']);
  return {
    ok: true,
    config: sizedByNginx(verdict.config, { file, release }),
    ...(trusted?.kind === 'scalar' && typeof trusted.value === 'string' ? { trustedCertificate: trusted.value } : {}),
    notes: [...file.repeatedKeys, ...verdict.notes],
  };
}

/** Before the block has a key for it, the size of its dict is one of many in nginx_config. */
function sizedByNginx(
  config: DiscoveryConfig,
  { file, release }: { readonly file: Extract<ConfigFile, { ok: true }>; readonly release: Release },
): DiscoveryConfig {
  if (configRules(release).sharedSize !== undefined) return config;
  const size = valueAt(file.merged, ['nginx_config', 'http', 'lua_shared_dict', 'kubernetes']);
  if (size?.kind !== 'scalar') return config;
  const sharedSize = String(size.value);
  return { ...config, clusters: config.clusters.map((cluster) => ({ ...cluster, sharedSize })) };
}

function refused(problems: readonly Problem[]): DiscoveryConfigParse {
  return { ok: false, accepted: false, problems };
}

import type { Release } from '../release.ts';
import type { KeySubstitution } from '../yaml/substitution.ts';
import { LYAML, TINYYAML } from '../yaml/yaml-dialect.ts';
import type { YamlDialect } from '../yaml/yaml-dialect.ts';

/** What a release reads and checks differently in its config.yaml (discovery/kubernetes/schema.lua and cli/file.lua at its tag). */
export interface ConfigRules {
  readonly yaml: YamlDialect;
  readonly keySubstitution: KeySubstitution;
  /** A list of clusters is accepted. */
  readonly multiCluster: boolean;
  /** In single mode `client` must have exactly one of token and token_file; otherwise both or neither will do. */
  readonly needsOneCredential: boolean;
  /** Undefined where the key does not exist, so that any value passes. */
  readonly sharedSize: { readonly default: string; readonly isBelow100m: boolean } | undefined;
  /** The longest id of a cluster. */
  readonly idLength: number;
  /** `watch_endpoint_slices` exists. */
  readonly endpointSlices: boolean;
  /** `service.ssl_verify` exists. */
  readonly sslVerify: boolean;
}

/** Of the dict of every release before 3.0.0 (conf/config-default.yaml, `nginx_config.http.lua_shared_dict.kubernetes`). */
export const FIRST_SHARED_SIZE = '1m';

export function configRules(release: Release): ConfigRules {
  return {
    yaml: release.atLeast('3.10.0') ? LYAML : TINYYAML,
    keySubstitution: release.atLeast('3.18.0') ? 'renamed' : release.atLeast('3.5.0') ? 'doubled' : 'literal',
    multiCluster: release.multiCluster,
    needsOneCredential: !release.atLeast('3.0.0'),
    sharedSize: release.atLeast('3.0.0')
      ? { default: release.atLeast('3.18.0') ? '64m' : '1m', isBelow100m: !release.atLeast('3.13.0') }
      : undefined,
    idLength: release.atLeast('3.14.0') ? 64 : 8,
    endpointSlices: release.endpointSlices !== 'unknown',
    sslVerify: release.verifiesTls,
  };
}

/** How large the dict is that nobody gave a size, as nginx takes it. */
export function defaultSharedSize(release: Release): string {
  return configRules(release).sharedSize?.default ?? FIRST_SHARED_SIZE;
}

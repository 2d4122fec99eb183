import { readConfigFile } from './config-file.ts';
import type { ConfigSource, ConfigVerdict } from './config-verdict.ts';
import { findBlock } from './discovery-config/find-block.ts';
import { judgeKubernetes } from './discovery-config/judge-kubernetes.ts';
import { entryOf } from './located.ts';
import type { Release } from './release.ts';
import type { Environment } from './yaml/substitution.ts';

/**
 * Judges a config.yaml, or the values that Helm writes into one, as the gateway of that release does when it starts. `env` answers the
 * variables that `${{VAR}}` names; `${VAR}` stays as it is. Never throws for anything the source may hold.
 */
export function judgeConfig(
  source: ConfigSource,
  { release, env }: { readonly release: Release; readonly env: Environment },
): ConfigVerdict {
  const file = readConfigFile(source, { release, env });
  const nothing = { accepted: true, refusals: [], startFailures: [], notes: [], kubernetes: undefined };
  if (!file.ok) return { ...nothing, accepted: false, refusals: file.problems, written: file.written, discovery: undefined };
  const search = findBlock(file.written, file.merged);
  const seen = {
    ...nothing,
    written: file.written,
    discovery: entryOf(file.merged, 'discovery')?.value,
    notes: file.repeatedKeys,
  };
  switch (search.kind) {
    case 'refused':
      return { ...seen, accepted: false, refusals: [search.problem] };
    case 'off':
      return { ...seen, notes: [...file.repeatedKeys, search.problem] };
    case 'found':
  }
  const kubernetes = judgeKubernetes(search.block, release);
  if (!kubernetes.accepted) return { ...seen, ...kubernetes };
  const { config, startFailures, notes } = kubernetes;
  return { ...seen, kubernetes: config, startFailures, notes: [...file.repeatedKeys, ...notes] };
}

import { entryOf, itemsOf, tableKind, valueAt } from '../located.ts';
import type { Located, LocatedEntry } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { RegistryVerdict } from '../registries/registry.ts';
import type { Release } from '../release.ts';
import { violations } from '../schema/violations.ts';
import { withDefaults } from '../schema/with-defaults.ts';
import { clustersOf } from './clusters.ts';
import { configRules } from './config-rules.ts';
import { kubernetesSchema } from './kubernetes-schema.ts';
import type { DiscoveryConfig } from './model.ts';
import { explain } from './wording.ts';

/** What a release makes of a `discovery.kubernetes`. */
export interface KubernetesVerdict extends RegistryVerdict {
  /** Defaults filled in; undefined where the check refuses it. */
  readonly config: DiscoveryConfig | undefined;
  /** What the gateway decides in silence. */
  readonly notes: readonly Problem[];
}

/** Judges the block as the start-up check of that release does; nulls have been dropped from it. No variable of `${VAR}` is looked up. */
export function judgeKubernetes(block: Pick<LocatedEntry, 'keyPosition' | 'value'>, release: Release): KubernetesVerdict {
  const rules = configRules(release);
  const { value } = block;
  const isList = value.kind === 'table' && tableKind(value) === 'list';
  const { single, multi } = kubernetesSchema(rules);
  const schema = isList && multi !== undefined ? multi : single;
  const refusals = violations(schema, { ...block, path: [] }).map(explain);
  if (refusals.length > 0) return { refusals, startFailures: [], notes: [], config: undefined };
  const raw = withDefaults(schema, value);
  return {
    refusals,
    startFailures: isList ? idProblems(itemsOf(value)) : [],
    notes: isList ? [] : unusedTokenFile(value),
    config: { mode: isList ? 'multi' : 'single', clusters: clustersOf(raw, rules), raw },
  };
}

/** Ids that pass the check and fail at start: each names a shared dict, and the clusters are told apart by it. */
function idProblems(clusters: readonly LocatedEntry[]): readonly Problem[] {
  const seen = new Map<string, Located>();
  return clusters.flatMap(({ value: cluster }): readonly Problem[] => {
    const id = valueAt(cluster, ['id']);
    if (id?.kind !== 'scalar') return [];
    const name = String(id.value);
    const { position } = id;
    const first = seen.get(name);
    if (first === undefined) seen.set(name, id);
    else {
      const { line } = first.position;
      return [
        {
          message: `The id ${JSON.stringify(name)} is taken by the cluster at line ${line}: discovery starts in no worker`,
          hint: 'Give each cluster an id of its own',
          position,
          id: 'C09',
        },
      ];
    }
    if (!name.endsWith('\n')) return [];
    return [
      {
        message: `The id ${JSON.stringify(name)} ends in a newline: nginx does not start with it`,
        hint: `Write id: ${name.trimEnd()}`,
        position,
        id: 'C08',
      },
    ];
  });
}

function unusedTokenFile(block: Located): readonly Problem[] {
  const client = valueAt(block, ['client']);
  const tokenFile = entryOf(client, 'token_file');
  if (tokenFile === undefined || entryOf(client, 'token') === undefined) return [];
  return [
    {
      message: 'client.token_file is not read, because client.token is set',
      hint: 'Keep one of them',
      position: tokenFile.keyPosition,
      id: 'C10',
    },
  ];
}

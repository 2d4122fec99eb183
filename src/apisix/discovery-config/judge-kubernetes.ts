import type { LocatedEntry } from '../located.ts';
import { entryOf, itemsOf, tableKind, valueAt } from '../located.ts';
import type { Located } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Release } from '../release.ts';
import { violations } from '../schema/violations.ts';
import { withDefaults } from '../schema/with-defaults.ts';
import { clustersOf } from './clusters.ts';
import { configRules } from './config-rules.ts';
import { kubernetesSchema } from './kubernetes-schema.ts';
import type { DiscoveryConfig } from './model.ts';
import { explain } from './wording.ts';

/** What a release makes of a `discovery.kubernetes`. */
export type KubernetesVerdict =
  | { readonly accepted: false; readonly refusals: readonly Problem[] }
  | {
      readonly accepted: true;
      readonly config: DiscoveryConfig;
      /** What keeps nginx from starting with it, whatever its environment. */
      readonly startFailures: readonly Problem[];
      /** What the gateway decides in silence. */
      readonly notes: readonly Problem[];
    };

/** Judges the block as the start-up check of that release does; nulls have been dropped from it. */
export function judgeKubernetes(block: Pick<LocatedEntry, 'keyPosition' | 'value'>, release: Release): KubernetesVerdict {
  const rules = configRules(release);
  const { value } = block;
  const isList = value.kind === 'table' && tableKind(value) === 'list';
  const { single, multi } = kubernetesSchema(rules);
  const schema = isList && multi !== undefined ? multi : single;
  const broken = violations(schema, { ...block, path: [] });
  if (broken.length > 0) return { accepted: false, refusals: broken.map(explain) };
  const raw = withDefaults(schema, value);
  return {
    accepted: true,
    config: { mode: isList ? 'multi' : 'single', clusters: clustersOf(raw, rules), raw },
    startFailures: isList ? idProblems(itemsOf(value)) : [],
    notes: isList ? [] : unusedTokenFile(value),
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
          message: `The id ${JSON.stringify(name)} is taken by the cluster at line ${line}`,
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

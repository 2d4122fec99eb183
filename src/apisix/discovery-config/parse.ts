import type { Release } from '../release.ts';
import { clustersOf } from './clusters.ts';
import { configRules } from './config-rules.ts';
import { findBlock } from './find-block.ts';
import { entryOf, itemsOf, tableKind, valueAt } from '../located.ts';
import type { Located, LocatedEntry } from '../located.ts';
import { merged } from '../yaml/merge.ts';
import type { DiscoveryConfig } from './model.ts';
import type { Problem } from '../problem.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { kubernetesSchema } from './kubernetes-schema.ts';
import { substitute } from '../yaml/substitution.ts';
import type { Environment } from '../yaml/substitution.ts';
import { violations } from '../schema/violations.ts';
import { withDefaults } from '../schema/with-defaults.ts';
import { explain } from './wording.ts';

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
  const rules = configRules(release);
  const file = readYaml(text, rules.yaml);
  if (!file.ok) return refused([file.problem]);
  const written = file.root && substitute(file.root, { env, keys: rules.keySubstitution });
  if (written !== undefined && written.problems.length > 0) return refused(written.problems);
  const root = written && merged(written.root);
  const search = findBlock(written?.root, root);
  switch (search.kind) {
    case 'refused':
      return refused([search.problem]);
    case 'off':
      return { ok: false, accepted: true, problems: [search.problem] };
    case 'found':
  }
  const { value: block } = search.block;
  const isList = block.kind === 'table' && tableKind(block) === 'list';
  const { single, multi } = kubernetesSchema(rules);
  const schema = isList && multi !== undefined ? multi : single;
  const broken = violations(schema, { ...search.block, path: [] });
  if (broken.length > 0) return refused(broken.map(explain));
  const atStart = isList ? idProblems(itemsOf(block)) : [];
  if (atStart.length > 0) return { ok: false, accepted: true, problems: atStart };
  const raw = withDefaults(schema, block);
  const trusted = valueAt(root, ['apisix', 'ssl', 'ssl_trusted_certificate']);
  return {
    ok: true,
    config: { mode: isList ? 'multi' : 'single', clusters: clustersOf(raw, rules), raw },
    ...(trusted?.kind === 'scalar' && typeof trusted.value === 'string' ? { trustedCertificate: trusted.value } : {}),
    notes: [...file.repeatedKeys, ...(isList ? [] : unusedTokenFile(block))],
  };
}

function refused(problems: readonly Problem[]): DiscoveryConfigParse {
  return { ok: false, accepted: false, problems };
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

import { entryOf, valueAt } from '../../apisix/located.ts';
import type { LocatedEntry, LocatedTable } from '../../apisix/located.ts';
import type { Release } from '../../apisix/release.ts';
import { violations } from '../../apisix/schema/violations.ts';
import { clusterConfig } from '../example-files.ts';
import type { Complaint, Rule } from '../rule.ts';
import { renamedKey, withFix } from './edits.ts';
import { faultIfRenamed } from './if-renamed.ts';
import type { KeyPlace } from './if-renamed.ts';
import { isCertificateKey, keysAt, LEVELS, meantKey } from './known-keys.ts';
import type { MeantKey } from './known-keys.ts';
import { shortened } from './shortened.ts';
import { writtenClusters } from './written-clusters.ts';
import type { WrittenCluster } from './written-clusters.ts';

export const unknownKeys: Rule = {
  id: 'C19',
  name: 'unknown-keys',
  severity: 'error',
  subject: 'config',
  check: (judged, facts) =>
    writtenClusters(judged.verdict).flatMap((cluster) => LEVELS.flatMap((level) => atLevel({ cluster, level, judged, facts }))),
  why:
    'The schema of discovery.kubernetes takes any other key beside its own and ignores it. A misspelt setting, such as scheme or ' +
    'tokenFile, and one that stands in the wrong map thus count for nothing, and the default counts instead.',
  mend: 'Write the key as the gateway calls it, in the map where it belongs, or remove it.',
  source: 'discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0; #12447',
  examples: {
    failing: {
      files: {
        'config.yaml': clusterConfig({
          service: ['scheme: http', 'host: 10.1.0.5', 'port: "8080"'],
          client: ['tokenFile: /etc/apisix/token'],
        }),
      },
    },
    passing: { files: { 'config.yaml': clusterConfig({ service: ['schema: http', 'host: 10.1.0.5', 'port: "8080"'] }) } },
  },
};

function atLevel({ cluster, level, judged, facts }: KeyPlace): readonly Complaint[] {
  const table = valueAt(cluster.table, level);
  if (table?.kind !== 'table') return [];
  const path = [cluster.path, ...level].join('.');
  return table.entries.flatMap((entry): readonly Complaint[] => {
    const key = String(entry.key);
    if (keysAt(level).has(key)) return knownElsewhere(entry, { path, cluster, release: judged.release });
    // C32 says more of these.
    if (isCertificateKey(entry.key)) return [];
    return [unknown(entry, { path, level, table, cluster, judged, facts })];
  });
}

/** Keys that not every release or mode has. watch_endpoint_slices is C22, ssl_verify C23. */
function knownElsewhere(
  { key, keyPosition }: LocatedEntry,
  { path, cluster, release }: { readonly path: string; readonly cluster: WrittenCluster; readonly release: Release },
): readonly Complaint[] {
  if (path !== cluster.path || cluster.mode === 'multi') return [];
  if (key === 'id') {
    return [
      {
        message: `${path}.id is ignored: a single cluster has no id, and no service_name begins with it`,
        hint: 'Remove it, or write the cluster as an item of a list',
        position: keyPosition,
        severity: 'warning',
      },
    ];
  }
  if (key !== 'shared_size' || release.multiCluster) return [];
  return [
    {
      message: `${path}.shared_size is ignored before APISIX 3.0.0`,
      hint: 'Set nginx_config.http.lua_shared_dict.kubernetes instead',
      position: keyPosition,
      severity: 'warning',
    },
  ];
}

interface UnknownPlace extends KeyPlace {
  readonly path: string;
  readonly table: LocatedTable;
}

function unknown(entry: LocatedEntry, place: UnknownPlace): Complaint {
  const { path, level, judged } = place;
  const meant = meantKey(String(entry.key), level);
  const complaint = { message: `The gateway does not know ${path}.${shortened(String(entry.key))}`, position: entry.keyPosition };
  if (meant === undefined) {
    const hint = entry.key === 'clusters' ? 'Write the clusters as a list right under kubernetes' : 'Remove it';
    return { ...complaint, hint, severity: 'warning' };
  }
  if (meant.kind === 'elsewhere') return { ...complaint, hint: moveHint(meant) };
  const { name } = meant;
  const suggestion = `Did you mean ${name}?`;
  if (!fits(entry, name, place)) return { ...complaint, hint: suggestion };
  const fault = faultIfRenamed(entry, name, place);
  if (fault !== undefined) return { ...complaint, hint: `${suggestion} Lint would then say: ${fault.message}` };
  return withFix({ ...complaint, hint: suggestion }, judged, {
    description: `Rename ${shortened(String(entry.key))} to ${name}`,
    edits: [renamedKey(entry, name)],
  });
}

function moveHint({ level, name }: MeantKey & { readonly kind: 'elsewhere' }): string {
  const [place = 'kubernetes'] = level;
  return place === 'kubernetes' ? `Move ${name} out, beside service and client` : `Move ${name} under ${place}`;
}

/** Whether the schema takes the value under the right key, which is not there yet, nor is another of those that exclude each other. */
function fits({ value, keyPosition }: LocatedEntry, name: string, { level, table }: UnknownPlace): boolean {
  const keys = keysAt(level);
  const schema = keys.get(name);
  const [place] = level;
  const rivals = place === 'client' || place === 'namespace_selector' ? [...keys.keys()] : [name];
  if (schema === undefined || rivals.some((rival) => entryOf(table, rival) !== undefined)) return false;
  return violations(schema, { value, keyPosition, path: [] }).length === 0;
}

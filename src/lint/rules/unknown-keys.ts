import { isTemplate, valueAt } from '../../apisix/located.ts';
import type { LocatedEntry } from '../../apisix/located.ts';
import type { Release } from '../../apisix/release.ts';
import { clusterConfig } from '../example-files.ts';
import type { Complaint, Rule } from '../rule.ts';
import type { KeyPlace } from './if-renamed.ts';
import { isCertificateKey, keysAt, LEVELS } from './known-keys.ts';
import { isUnknownSelector, withMeantKey } from './misspelt-key.ts';
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

function atLevel(place: KeyPlace): readonly Complaint[] {
  const { cluster, level, judged } = place;
  const table = valueAt(cluster.table, level);
  // C14 says more of a selector that is refused for it.
  if (table?.kind !== 'table' || isTemplate(table) || isUnknownSelector(place)) return [];
  const path = [cluster.path, ...level].join('.');
  return table.entries.flatMap((entry): readonly Complaint[] => {
    const key = String(entry.key);
    if (keysAt(level).has(key)) return knownElsewhere(entry, { path, cluster, release: judged.release });
    // C32 says more of these.
    if (isCertificateKey(entry.key)) return [];
    return [unknown(entry, path, place)];
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

function unknown(entry: LocatedEntry, path: string, place: KeyPlace): Complaint {
  if (entry.key === undefined) {
    const message = `${path} has a key that is neither text nor number, which the gateway does not know`;
    return { message, hint: 'Remove it', position: entry.keyPosition, severity: 'warning' };
  }
  const complaint = { message: `The gateway does not know ${path}.${shortened(String(entry.key))}`, position: entry.keyPosition };
  const suggested = withMeantKey(complaint, entry, place);
  if (suggested !== undefined) return suggested;
  const hint = entry.key === 'clusters' ? 'Write the clusters as a list right under kubernetes' : 'Remove it';
  return { ...complaint, hint, severity: 'warning' };
}

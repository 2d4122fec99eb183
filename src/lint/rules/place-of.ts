import { entryOf, valueAt } from '../../apisix/located.ts';
import type { ConfigVerdict } from '../../apisix/config-verdict.ts';
import type { Position } from '../../apisix/position.ts';
import { settingOf } from './written-clusters.ts';
import type { WrittenCluster } from './written-clusters.ts';

/** Where to edit a setting of a cluster: its value, or the key of the innermost map that is there to hold it. */
export function placeOf({ table, mode }: WrittenCluster, path: readonly string[], { written }: ConfigVerdict): Position {
  const setting = settingOf(table, path);
  if (setting !== undefined) return setting.value.position;
  const parents = path.slice(0, -1);
  const parent = parents.length === 0 ? undefined : settingOf(table, parents);
  if (parent !== undefined) return parent.keyPosition;
  const block = mode === 'single' ? entryOf(valueAt(written, ['discovery']), 'kubernetes') : undefined;
  return block?.keyPosition ?? table.position;
}

/** ` of cluster a1`, to follow a setting in a message; empty in single mode. */
export function ownerText({ mode, table, path }: WrittenCluster): string {
  if (mode === 'single') return '';
  const id = valueAt(table, ['id']);
  return ` of ${id?.kind === 'scalar' ? `cluster ${id.value}` : path}`;
}

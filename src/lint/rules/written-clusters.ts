import type { ConfigVerdict } from '../../apisix/config-verdict.ts';
import type { ClusterConfig } from '../../apisix/discovery-config/model.ts';
import { entryOf, itemsOf, tableKind, valueAt } from '../../apisix/located.ts';
import type { LocatedEntry, LocatedScalar, LocatedTable } from '../../apisix/located.ts';
import type { Position } from '../../apisix/position.ts';
import { placeKey } from '../place-key.ts';

/** A cluster of `discovery.kubernetes` as it is written: `${{VAR}}` replaced, nulls still there. */
export interface WrittenCluster {
  /** `discovery.kubernetes`, or `discovery.kubernetes[0]` in a list. */
  readonly path: string;
  readonly mode: 'single' | 'multi';
  readonly table: LocatedTable;
  /** What the release makes of it; undefined where the config is refused. */
  readonly config: ClusterConfig | undefined;
}

/** The clusters of a config, also of one that is refused; an item that is no map is left out. */
export function writtenClusters({ written, kubernetes }: ConfigVerdict): readonly WrittenCluster[] {
  const path = 'discovery.kubernetes';
  const block = valueAt(written, ['discovery', 'kubernetes']);
  if (block?.kind !== 'table') return [];
  if (tableKind(block) !== 'list') return [{ path, mode: 'single', table: block, config: kubernetes?.clusters[0] }];
  return itemsOf(block).flatMap(({ value }, index): readonly WrittenCluster[] =>
    value.kind === 'table'
      ? [{ path: `${path}[${index}]`, mode: 'multi', table: value, config: kubernetes?.clusters[index] }]
      : [],
  );
}

/** A setting of a cluster that is text, such as `['service', 'host']`; undefined where it is absent or of another type. */
export function textSetting({ table }: WrittenCluster, path: readonly string[]): TextSetting | undefined {
  const entry = settingOf(table, path);
  return entry?.value.kind === 'scalar' && typeof entry.value.value === 'string'
    ? { entry, scalar: entry.value, text: entry.value.value }
    : undefined;
}

/** A setting that is text: as the gateway has it, and as it is written. */
export interface TextSetting {
  readonly entry: LocatedEntry;
  readonly scalar: LocatedScalar;
  readonly text: string;
}

/** The entry at the end of a path of names; undefined where a name is missing. */
export function settingOf(table: LocatedTable, path: readonly string[]): LocatedEntry | undefined {
  return entryOf(valueAt(table, path.slice(0, -1)), path.at(-1) ?? '');
}

/** Answers which cluster's setting has its value at a place; undefined where none has. */
export function settingsByPlace(verdict: ConfigVerdict, path: readonly string[]): (place: Position) => PlacedSetting | undefined {
  const settings = writtenClusters(verdict).flatMap((cluster): readonly (readonly [string, PlacedSetting])[] => {
    const entry = settingOf(cluster.table, path);
    return entry === undefined ? [] : [[placeKey(entry.value.position), { cluster, entry }]];
  });
  const byPlace = new Map(settings);
  return (place) => byPlace.get(placeKey(place));
}

/** A setting, and the cluster it belongs to. */
export interface PlacedSetting {
  readonly cluster: WrittenCluster;
  readonly entry: LocatedEntry;
}

/** The patterns of `namespace_selector`, those that are text. */
export function patternSettings({ table }: WrittenCluster): readonly PatternSetting[] {
  return (['match', 'not_match'] as const).flatMap((key) => {
    const list = valueAt(table, ['namespace_selector', key]);
    if (list?.kind !== 'table') return [];
    return itemsOf(list).flatMap(({ value }): readonly PatternSetting[] =>
      value.kind === 'scalar' && typeof value.value === 'string' ? [{ key, scalar: value, pattern: value.value }] : [],
    );
  });
}

/** One pattern of `match` or `not_match`. */
export interface PatternSetting {
  readonly key: 'match' | 'not_match';
  readonly scalar: LocatedScalar;
  readonly pattern: string;
}

import { judgeConfig } from '../../apisix/judge-config.ts';
import type { Located, LocatedEntry, LocatedTable, Span } from '../../apisix/located.ts';
import type { Position } from '../../apisix/position.ts';
import type { Complaint, JudgedConfig } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';
import type { Level } from './known-keys.ts';
import type { WrittenCluster } from './written-clusters.ts';

/** A key in a map of a cluster. */
export interface KeyPlace {
  readonly cluster: WrittenCluster;
  readonly level: Level;
  readonly judged: JudgedConfig;
  readonly facts: RunFacts;
}

/**
 * What would be wrong with the value of a key under another name, as with a default_weight of 0: so long as the gateway ignores it, it may
 * do no harm. Undefined where nothing would.
 */
export function faultIfRenamed(entry: LocatedEntry, name: string, place: KeyPlace): Complaint | undefined {
  const { cluster, level, judged, facts } = place;
  const { release } = judged;
  const table = renamedAt(cluster.table, level, (written) => (written === entry ? { ...entry, key: name } : written));
  const verdict = judgeConfig({ kind: 'values', root: configOf({ ...cluster, table }) }, { release, env: facts.env });
  const { keyPosition, keyEnd, value } = entry;
  return facts
    .foretell({ ...judged, verdict })
    .find(({ position }) => isWithin(position, { position: keyPosition, end: keyEnd }) || isWithin(position, value));
}

function renamedAt(table: LocatedTable, [step]: Level, rename: (entry: LocatedEntry) => LocatedEntry): LocatedTable {
  if (step === undefined) return { ...table, entries: table.entries.map(rename) };
  const entries = table.entries.map((entry): LocatedEntry =>
    entry.key === step && entry.value.kind === 'table' ? { ...entry, value: renamedAt(entry.value, [], rename) } : entry,
  );
  return { ...table, entries };
}

/** A config.yaml of that cluster alone, so that a long list is not judged again for each of its clusters. */
function configOf({ mode, table }: WrittenCluster): Located {
  const { position, end } = table;
  const holding = (key: string | number, value: Located): Located => ({
    kind: 'table',
    entries: [{ key, keyPosition: position, keyEnd: position, value }],
    position,
    end,
  });
  return holding('discovery', holding('kubernetes', mode === 'multi' ? holding(1, table) : table));
}

function isWithin(place: Position, { position, end }: Span): boolean {
  return !isBefore(place, position) && isBefore(place, end);
}

function isBefore(left: Position, right: Position): boolean {
  return left.line < right.line || (left.line === right.line && left.column < right.column);
}

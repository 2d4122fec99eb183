import type { ClusterDump, DiscoveryDump, DumpedKey } from '../apisix/control-api.ts';
import type { Node } from '../apisix/nodes.ts';
import { formatServiceName } from '../apisix/service-name.ts';
import type { Page } from '../terminal/page.ts';
import { nameTable } from './name-table.ts';
import type { NamedNodes } from './name-table.ts';

/** The keys of a dump as a table, a line for each port; the config is left out. */
export function dumpText({ endpoints }: DiscoveryDump, page: Page): string {
  const rows = listOf<ClusterDump>(endpoints).flatMap(({ id, endpoints: keys }) =>
    listOf<DumpedKey>(keys).flatMap((key) => rowsOf(id, key)),
  );
  const lines = rows.length === 0 ? ['No key.'] : nameTable(rows, { page, wide: false });
  return lines.map((line) => `${line}\n`).join('');
}

function rowsOf(id: string | undefined, { name, value }: DumpedKey): NamedNodes[] {
  // The flag is no service, and an empty service has no port: the key stands for them.
  if (value === true || value === '{}') return [{ name: id === undefined ? name : `${id}/${name}`, nodes: [] }];
  // What discoveryDump wrote.
  const ports = JSON.parse(value) as Readonly<Record<string, readonly Node[] | object>>;
  return Object.entries(ports).map(([port, nodes]) => ({
    name: formatServiceName({ id, key: name, port }),
    nodes: listOf<Node>(nodes),
  }));
}

/** A list, where an empty one is written `{}`. */
function listOf<T>(table: readonly T[] | object): readonly T[] {
  return Array.isArray(table) ? (table as readonly T[]) : [];
}

import type { Node } from '../apisix/nodes.ts';
import { printable, widthOf } from '../terminal/page.ts';
import type { Page } from '../terminal/page.ts';
import { table } from '../terminal/table.ts';
import { formatAddress } from '../apisix/address.ts';

export interface NamedNodes {
  readonly name: string;
  readonly nodes: readonly Node[];
}

const NAME = { title: 'SERVICE_NAME' };
const COUNT = { title: 'NODES', align: 'right' } as const;

/** A line for each name with its number of nodes, and as many of their addresses as the page is wide; `wide` shows all. */
export function nameTable(
  rows: readonly NamedNodes[],
  { page, wide }: { readonly page: Page; readonly wide: boolean },
): string[] {
  const names = rows.map(({ name }) => printable(name));
  const taken = Math.max(...[NAME.title, ...names].map(widthOf)) + `   ${COUNT.title}   `.length;
  const room = wide ? Infinity : page.columns - taken;
  const cells = rows.map(({ nodes }, at) => [names[at] ?? '', String(nodes.length), addresses(nodes, room)]);
  return table([NAME, COUNT, { title: 'ADDRESSES' }], cells);
}

/** As many addresses as there is room for, at least one, and how many more there are. */
function addresses(nodes: readonly Node[], room: number): string {
  const all = nodes.map((node) => printable(formatAddress(node)));
  for (let shown = all.length; shown > 1; shown--) {
    const text = abridged(all, shown);
    if (text.length <= room) return text;
  }
  return abridged(all, 1);
}

function abridged(all: readonly string[], shown: number): string {
  const rest = all.length - shown;
  return [...all.slice(0, shown), ...(rest > 0 ? [`+${rest}`] : [])].join('  ');
}

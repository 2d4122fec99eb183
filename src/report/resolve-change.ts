import type { Node } from '../apisix/nodes.ts';
import type { ResolveResult } from '../resolve/report.ts';
import { countOf, printable } from '../terminal/page.ts';
import type { Page } from '../terminal/page.ts';
import { formatAddress } from '../apisix/address.ts';
import { formatTime } from './time.ts';

/** One name whose nodes are others than before. */
export interface NodeChange {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly result: ResolveResult;
  readonly added: readonly Node[];
  readonly removed: readonly Node[];
}

/** What became of a name since its last answer, if it had one; undefined where nothing did. Nodes are compared by content, each as often as it is listed. */
export function changeBetween(before: ResolveResult | undefined, result: ResolveResult, time: number): NodeChange | undefined {
  const [now, then] = [result.nodes ?? [], before?.nodes ?? []];
  const [added, removed] = [without(now, then), without(then, now)];
  const same = added.length === 0 && removed.length === 0 && before?.status === result.status;
  return same ? undefined : { time, result, added, removed };
}

/** The line of a watch for a name as it stands at first. */
export function stateLine(result: ResolveResult, time: number, page: Page): string {
  return line(
    { time, result },
    (result.nodes ?? []).map((node) => printable(formatAddress(node))),
    page,
  );
}

/** The line of a watch for a change: what came, then what went. */
export function changeLine(change: NodeChange, page: Page): string {
  const { style } = page;
  const came = change.added.map((node) => style.pass(`+ ${printable(formatAddress(node))}`));
  const went = change.removed.map((node) => style.fail(`- ${printable(formatAddress(node))}`));
  return line(change, [...came, ...went], page);
}

function line({ time, result }: Pick<NodeChange, 'time' | 'result'>, addresses: readonly string[], { style }: Page): string {
  const { serviceName, nodes, reason } = result;
  const count = nodes === null || nodes.length === 0 ? 'no nodes' : countOf(nodes.length, 'node');
  const why = reason === undefined ? [] : [style.dim(`${reason.id} ${printable(reason.message)}`)];
  const details = [...addresses, ...why].join('  ');
  const start = [style.dim(formatTime(time)), style.name(printable(serviceName)), count].join('  ');
  return details === '' ? start : `${start}   ${details}`;
}

function without(nodes: readonly Node[], others: readonly Node[]): Node[] {
  const left = new Map<string, number>();
  for (const node of others) left.set(keyOf(node), (left.get(keyOf(node)) ?? 0) + 1);
  return nodes.filter((node) => {
    const count = left.get(keyOf(node)) ?? 0;
    left.set(keyOf(node), count - 1);
    return count <= 0;
  });
}

function keyOf({ host, port, weight }: Node): string {
  return JSON.stringify([host, port, weight]);
}

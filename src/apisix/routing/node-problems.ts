import { entryOf, itemsOf, tableKind } from '../located.ts';
import type { Located, LocatedTable } from '../located.ts';
import type { Problem } from '../problem.ts';
import { lacksBrackets, portOf } from './node-address.ts';
import type { ObjectRules } from './object-rules.ts';

/** What the Admin API alone refuses of nodes that the schema accepts. The data plane adds the brackets, and takes any port. */
export function nodeProblems(nodes: Located | undefined, { needsBrackets, maxPort }: ObjectRules): readonly Problem[] {
  if (nodes?.kind !== 'table') return [];
  if (tableKind(nodes) === 'map') return maxPort === undefined ? [] : portProblems(nodes, maxPort);
  return needsBrackets ? bracketProblems(nodes) : [];
}

function portProblems(nodes: LocatedTable, maxPort: number): readonly Problem[] {
  return nodes.entries.flatMap(({ key, keyPosition: position }) => {
    const port = portOf(String(key));
    const isWrong = port !== undefined && (port < 1 || port > maxPort);
    if (!isWrong) return [];
    return [
      {
        message: `${JSON.stringify(key)} has the port ${port}, but must have one from 1 to ${maxPort}`,
        hint: 'Write the port that the node listens on',
        position,
      },
    ];
  });
}

function bracketProblems(nodes: LocatedTable): readonly Problem[] {
  return itemsOf(nodes).flatMap(({ value }) => {
    const host = entryOf(value, 'host')?.value;
    if (host?.kind !== 'scalar' || typeof host.value !== 'string' || !lacksBrackets(host.value)) return [];
    return [
      {
        message: `The IPv6 address ${host.value} of a node must stand in brackets`,
        hint: `Write "[${host.value}]"`,
        position: host.position,
      },
    ];
  });
}

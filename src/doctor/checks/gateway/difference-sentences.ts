import { servicesOf } from '../../../apisix/dump-difference.ts';
import { inWords } from '../../../apisix/in-words.ts';
import type { PortNodes } from '../../../apisix/nodes.ts';
import { quantity } from '../../../findings/quantity.ts';
import { excerpt } from '../../../kube/excerpt.ts';
import type { Comparison } from '../../control-api/looks.ts';

/** So many differences are told in full. */
const EXAMPLES = 3;

const NODES = 3;

/** What differs between cluster and gateway, a sentence for each of the first few services, and how many more there are. */
export function differenceSentences({ lasting, truth, shown }: Comparison): readonly string[] {
  const due = servicesOf(truth.cluster.view.dict);
  const sentences = [
    ...lasting.stale.map((key) => staleSentence(key, { had: nodesText(shown.services.get(key)), has: nodesText(due.get(key)) })),
    ...lasting.missing.map((key) => `${nameOf(key)}: the gateway has no nodes, the cluster ${nodesText(due.get(key))}`),
    ...lasting.ghosts.map(
      (key) => `${nameOf(key)}: the gateway has ${nodesText(shown.services.get(key))}, the cluster no such service`,
    ),
  ];
  const more = sentences.length - EXAMPLES;
  return more > 0
    ? [...sentences.slice(0, EXAMPLES), `The same for ${quantity(more, 'more service', 'more services')}`]
    : sentences;
}

function staleSentence(key: string, { had, has }: { readonly had: string; readonly has: string }): string {
  if (had === has) return `${nameOf(key)}: the gateway has ${had} as well, with other port names or weights`;
  return `${nameOf(key)}: the gateway has ${had}, the cluster ${has}`;
}

function nodesText(ports: PortNodes | undefined): string {
  const addresses = [...(ports ?? [])].flatMap(([, nodes]) => nodes.map(({ host, port }) => `${textOf(host)}:${textOf(port)}`));
  const distinct = [...new Set(addresses)].sort();
  if (distinct.length === 0) return 'something that cannot be read';
  const more = distinct.length - NODES;
  return inWords([...distinct.slice(0, NODES), ...(more > 0 ? [`${more} more`] : [])], 'and');
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? excerpt(String(value), 60) : '?';
}

/** The names of a dump are whatever the gateway was told. */
function nameOf(key: string): string {
  return excerpt(key, 120);
}

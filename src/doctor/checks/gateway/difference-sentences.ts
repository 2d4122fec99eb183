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
    ...lasting.stale.map((key) =>
      staleSentence(key, { had: addressesOf(shown.services.get(key)), has: addressesOf(due.get(key)) }),
    ),
    ...lasting.missing.map(
      (key) => `${nameOf(key)}: the gateway has no nodes, the cluster ${listText(addressesOf(due.get(key)))}`,
    ),
    ...lasting.ghosts.map(
      (key) => `${nameOf(key)}: the gateway has ${listText(addressesOf(shown.services.get(key)))}, the cluster no such service`,
    ),
  ];
  const more = sentences.length - EXAMPLES;
  return more > 0 ? [...sentences.slice(0, EXAMPLES), `And ${quantity(more, 'more service')}`] : sentences;
}

interface Addresses {
  readonly had: readonly string[];
  readonly has: readonly string[];
}

/** Of lists too long to be told whole, what one has and the other lacks. */
function staleSentence(key: string, { had, has }: Addresses): string {
  const [gone, missing] = [had.filter((one) => !has.includes(one)), has.filter((one) => !had.includes(one))];
  if (gone.length === 0 && missing.length === 0)
    return `${nameOf(key)}: the gateway has ${listText(had)} as well, with other port names or weights`;
  if (had.length <= NODES && has.length <= NODES)
    return `${nameOf(key)}: the gateway has ${listText(had)}, the cluster ${listText(has)}`;
  const faults = [
    ...(gone.length === 0 ? [] : [`still has ${listText(gone)}`]),
    ...(missing.length === 0 ? [] : [`lacks ${listText(missing)}`]),
  ];
  return `${nameOf(key)}: the gateway ${inWords(faults, 'and')}`;
}

/** Each once, sorted. */
function addressesOf(ports: PortNodes | undefined): readonly string[] {
  const addresses = [...(ports ?? [])].flatMap(([, nodes]) => nodes.map(({ host, port }) => `${textOf(host)}:${textOf(port)}`));
  return [...new Set(addresses)].sort();
}

function listText(addresses: readonly string[]): string {
  if (addresses.length === 0) return 'something that cannot be read';
  const more = addresses.length - NODES;
  return inWords([...addresses.slice(0, NODES), ...(more > 0 ? [`${more.toLocaleString('en-US')} more`] : [])], 'and');
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? excerpt(String(value), 60) : '?';
}

/** The names of a dump are whatever the gateway was told. */
function nameOf(key: string): string {
  return excerpt(key, 120);
}

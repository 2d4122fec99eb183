import { formatAddress } from '../../apisix/address.ts';
import { quantity } from '../../findings/quantity.ts';
import type { Dialled } from '../../kube/dial.ts';
import { fail, warn } from '../answer.ts';
import type { DialledAddress, Dialling } from './dial-targets.ts';
import type { Target } from './targets.ts';

/** What came of the connections to some nodes of one cluster. */
export interface Reached {
  readonly cluster: Target['cluster'];
  readonly nodes: readonly DialledAddress<Target>[];
  /** Somebody asks for these nodes; else they are a sample. */
  readonly isNamed: boolean;
  /** Doctor runs where the gateway does, so that what it cannot reach, the gateway cannot either. */
  readonly isGatewaysPlace: boolean;
  readonly dialling: Dialling;
}

type NodesByOutcome = Readonly<Record<'open' | 'silent' | 'refused' | 'dropped', readonly DialledAddress<Target>[]>>;

const OUTCOMES: Readonly<Record<Dialled['kind'], keyof NodesByOutcome>> = {
  open: 'open',
  refused: 'refused',
  dropped: 'dropped',
  timeout: 'silent',
  'no-route': 'silent',
  unresolved: 'silent',
  failed: 'silent',
};

/** The nodes by how they answered: `silent` are those of which nothing was heard. */
export function byOutcome(nodes: readonly DialledAddress<Target>[]): NodesByOutcome {
  const of = (outcome: keyof NodesByOutcome): readonly DialledAddress<Target>[] =>
    nodes.filter(({ dialled }) => OUTCOMES[dialled.kind] === outcome);
  return { open: of('open'), silent: of('silent'), refused: of('refused'), dropped: of('dropped') };
}

/** A no in the gateway's place for what somebody asks for; else it only may concern a gateway. */
export function answerFor({ isGatewaysPlace, isNamed }: Reached): typeof fail {
  return isGatewaysPlace && isNamed ? fail : warn;
}

/** A title; in multi-cluster mode the cluster's id comes first: `east: none of 2 nodes answers`. */
export function titled({ cluster }: Pick<Reached, 'cluster'>, text: string): string {
  const { id } = cluster.setup;
  return id === undefined ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : `${id}: ${text}`;
}

/** What some of the nodes do, and how that is said of one and of several. */
export interface Deed {
  readonly count: number;
  readonly one: string;
  readonly several: string;
}

/** What some of the nodes do as a title: `1 of 2 nodes refuses the connection`, `The only node refuses the connection`. */
export function titleOfSome(reached: Reached, { count, one, several }: Deed): string {
  const { length } = reached.nodes;
  const who = length === 1 ? 'the only node' : `${count} of ${quantity(length, 'node')}`;
  return titled(reached, `${who} ${count === 1 ? one : several}`);
}

const MOST_SHOWN = 3;

const IN_WORDS: Readonly<Record<Dialled['kind'], string>> = {
  open: 'answers',
  refused: 'connection refused',
  dropped: 'the connection is ended at once',
  timeout: 'no answer in 1 s',
  'no-route': 'no route',
  unresolved: 'no such name',
  failed: 'no connection',
};

/** Some of them with what came of each, a sentence a node. */
export function described(nodes: readonly DialledAddress<Target>[]): readonly string[] {
  const some = nodes
    .slice(0, MOST_SHOWN)
    .map((node) => `${formatAddress(node)} of ${node.serviceName}: ${IN_WORDS[node.dialled.kind]}`);
  const more = nodes.length - some.length;
  return more === 0 ? some : [...some, `and ${more} more`];
}

import type { DiscoveredCluster, Discovery } from '../discovery/discovery.ts';
import type { Lookup } from '../discovery/lookup.ts';
import type { Directory } from './directory.ts';
import type { ClusterFacts } from './facts.ts';
import type { Reason } from './report.ts';

/** A name without nodes, and all that may tell why. */
export interface Question {
  /** As the user wrote it. */
  readonly text: string;
  readonly lookup: Lookup;
  readonly discovery: Discovery;
  readonly directory: Directory;
  readonly factsOf: (cluster: DiscoveredCluster) => ClusterFacts;
  /** Names to use where `text` was meant: itself if it has nodes, else what the reason of its own suggests. */
  readonly instead: (text: string) => Promise<readonly string[]>;
}

/** A well-written name, whose cluster is known. */
export interface ServiceQuestion extends Question {
  readonly lookup: Exclude<Lookup, { kind: 'malformed' | 'unknown-id' }>;
  readonly cluster: DiscoveredCluster;
  readonly facts: ClusterFacts;
  /** `namespace/name`. */
  readonly key: string;
  readonly namespace: string;
  readonly service: string;
  readonly port: string;
}

/** Why, or undefined where this is not the reason. Suggestions may hold names without nodes or too many; they are sieved later. */
export type Explain = (question: ServiceQuestion) => Reason | undefined | Promise<Reason | undefined>;

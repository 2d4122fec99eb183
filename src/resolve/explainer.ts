import type { DiscoveredCluster, Discovery } from '../discovery/discovery.ts';
import { lookUp } from '../discovery/lookup.ts';
import { Directory } from './directory.ts';
import type { ClusterFacts } from './facts.ts';
import type { Question, ServiceQuestion } from './question.ts';
import { SERVICE_REASONS, SPELLING_REASONS } from './reasons/index.ts';
import { noSuchService } from './reasons/no-such-service.ts';
import type { Reason } from './report.ts';

const MAX_SUGGESTIONS = 5;

/** Finds out why names have no nodes, in a discovery as it stands. Make a new one after a change. */
export class Explainer {
  readonly #discovery: Discovery;
  readonly #facts: ReadonlyMap<DiscoveredCluster, ClusterFacts>;
  #directory: Directory | undefined;

  constructor(discovery: Discovery, facts: ReadonlyMap<DiscoveredCluster, ClusterFacts>) {
    this.#discovery = discovery;
    this.#facts = facts;
  }

  /** The first reason that fits a name without nodes, with suggestions that do have nodes. */
  async explain(text: string): Promise<Reason> {
    const question = this.#question(text);
    const reason = (await firstOf(SPELLING_REASONS, question)) ?? (await this.#explainService(question));
    const suggestions = [...new Set(reason.suggestions)].filter((name) => this.#hasNodes(name));
    return { ...reason, suggestions: suggestions.slice(0, MAX_SUGGESTIONS) };
  }

  async #explainService(question: Question): Promise<Reason> {
    const asked = this.#serviceQuestion(question);
    return (await firstOf(SERVICE_REASONS, asked)) ?? noSuchService(asked);
  }

  #question(text: string): Question {
    this.#directory ??= new Directory(this.#discovery);
    return {
      text,
      lookup: lookUp(this.#discovery, text),
      discovery: this.#discovery,
      directory: this.#directory,
      factsOf: (cluster) => this.#factsOf(cluster),
      instead: async (other) => (this.#hasNodes(other) ? [other] : (await this.explain(other)).suggestions),
    };
  }

  #serviceQuestion(question: Question): ServiceQuestion {
    const { lookup } = question;
    if (lookup.kind === 'malformed' || lookup.kind === 'unknown-id') {
      throw new Error(`no reason for the spelling of ${JSON.stringify(question.text)}`);
    }
    const { cluster, name } = lookup;
    const slash = name.key.indexOf('/');
    return {
      ...question,
      lookup,
      cluster,
      facts: this.#factsOf(cluster),
      key: name.key,
      namespace: name.key.slice(0, slash),
      service: name.key.slice(slash + 1),
      port: name.port,
    };
  }

  #factsOf(cluster: DiscoveredCluster): ClusterFacts {
    const facts = this.#facts.get(cluster);
    if (facts === undefined) throw new Error(`no facts for the cluster ${cluster.setup.name}`);
    return facts;
  }

  #hasNodes(serviceName: string): boolean {
    const lookup = lookUp(this.#discovery, serviceName);
    return lookup.kind === 'nodes' && lookup.nodes.length > 0;
  }
}

async function firstOf<Q extends Question>(
  reasons: readonly ((question: Q) => Reason | undefined | Promise<Reason | undefined>)[],
  question: Q,
): Promise<Reason | undefined> {
  for (const reason of reasons) {
    const answer = await reason(question);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

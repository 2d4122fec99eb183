import type { DiscoveredCluster, Discovery } from '../discovery/discovery.ts';
import { SERVICE_NAME_FORM } from '../apisix/service-name.ts';
import { lookUp } from '../discovery/lookup.ts';
import { Directory } from './directory.ts';
import type { ClusterFacts } from './facts.ts';
import type { Question, ServiceQuestion } from './question.ts';
import { misspellingOf, SERVICE_REASONS } from './reasons/index.ts';
import { noSuchService } from './reasons/no-such-service.ts';
import type { Reason } from './report.ts';
import type { Misspelling } from './spelling.ts';

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
    const misspelling = this.#misspelling(question);
    if (misspelling === undefined) {
      const reason = await this.#explainService(question);
      return { ...reason, suggestions: this.#sieved(reason.suggestions) };
    }
    const { id, message, meant, advice, suggest } = misspelling;
    const suggested = suggest?.(question) ?? Promise.all(meant.map(question.instead));
    const suggestions = this.#sieved((await suggested).flat());
    return { id, message: suggestions.length > 0 || advice === undefined ? message : `${message} ${advice}`, suggestions };
  }

  #misspelling({ text, directory }: Question): Misspelling | undefined {
    const { mode, clusters } = this.#discovery;
    return misspellingOf({
      text,
      mode,
      ids: clusters.flatMap(({ setup }) => setup.id ?? []),
      form: SERVICE_NAME_FORM[mode],
      isKnown: (key) => directory.at(key).length > 0,
    });
  }

  async #explainService(question: Question): Promise<Reason> {
    const asked = this.#serviceQuestion(question);
    for (const explain of SERVICE_REASONS) {
      const reason = await explain(asked);
      if (reason !== undefined) return reason;
    }
    return noSuchService(asked);
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

  #sieved(names: readonly string[]): readonly string[] {
    const having = [...new Set(names)].filter((name) => this.#hasNodes(name));
    return having.slice(0, MAX_SUGGESTIONS);
  }

  #hasNodes(serviceName: string): boolean {
    const lookup = lookUp(this.#discovery, serviceName);
    return lookup.kind === 'nodes' && lookup.nodes.length > 0;
  }
}

import { lowerFirst } from '../findings/lower-first.ts';
import { KubeError } from '../kube/kube-error.ts';
import { skip, unknown } from './answer.ts';
import type { Answer } from './answer.ts';
import { CATEGORIES } from './category.ts';
import { TIMEOUT_MS } from './check.ts';
import type { Check, ClusterCheck } from './check.ts';
import type { Examination } from './examination.ts';
import type { ExaminedCluster } from './examined-cluster.ts';
import type { CheckResult } from './report.ts';

export interface ExamineOptions {
  /** Those that are to be made, names unique; what one of them needs and is not among them is taken for a yes. */
  readonly checks: readonly Check[];
  readonly examination: Examination;
  /** Called when a check has its answers; of which cluster, undefined for one that is made once. */
  readonly onAnswered?: (check: Check) => void;
}

/**
 * Makes the checks, as many at once as their needs let, and promises their answers in the order of a report. Rejects with the reason when
 * the examination's signal aborts, and for a fault of our own.
 */
export async function examine({ checks, examination, onAnswered = () => {} }: ExamineOptions): Promise<readonly CheckResult[]> {
  const round = new Round(checks, { examination, onAnswered });
  const results = await Promise.all(checks.map((check) => round.resultsOf(check)));
  return results.flat().sort((left, right) => CATEGORIES.indexOf(left.category) - CATEGORIES.indexOf(right.category));
}

/** How one check came out for one cluster, or once for all. */
interface Made {
  readonly answers: readonly Answer[];
  /** The check without whose yes those that need this one tell nothing: itself where it failed, or what kept it from being asked. */
  readonly obstacle: Check | undefined;
}

class Round {
  readonly #checks: ReadonlyMap<string, Check>;
  readonly #examination: Examination;
  readonly #onAnswered: (check: Check) => void;
  readonly #made = new Map<string, Promise<Made>>();
  #clusters: Promise<readonly ExaminedCluster[]> | undefined;

  constructor(
    checks: readonly Check[],
    { examination, onAnswered }: Required<Pick<ExamineOptions, 'examination' | 'onAnswered'>>,
  ) {
    this.#checks = new Map(checks.map((check) => [check.name, check]));
    this.#examination = examination;
    this.#onAnswered = onAnswered;
  }

  async resultsOf(check: Check): Promise<readonly CheckResult[]> {
    const { name, category, title } = check;
    const base = { id: name, category, title };
    const results = ({ answers }: Made): CheckResult[] => answers.map((answer) => ({ ...base, ...answer }));
    if (check.scope === 'run') return results(await this.#make(check, undefined));
    const clusters = await this.#knownClusters();
    if (clusters.length === 0) return [{ ...base, ...skip('No API server is known to ask') }];
    const made = await Promise.all(
      clusters.map(async (cluster) =>
        results(await this.#make(check, cluster)).map((result) => ({ ...result, cluster: cluster.settings.name })),
      ),
    );
    return made.flat();
  }

  /** None where they cannot be found out, which is a check's own answer. */
  #knownClusters(): Promise<readonly ExaminedCluster[]> {
    this.#clusters ??= this.#examination.clusters().catch(() => {
      this.#examination.signal.throwIfAborted();
      return [];
    });
    return this.#clusters;
  }

  #make(check: Check, cluster: ExaminedCluster | undefined): Promise<Made> {
    const key = `${check.name} ${cluster?.settings.name ?? ''}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = this.#answer(check, cluster).then((one) => {
      this.#onAnswered(check);
      return one;
    });
    this.#made.set(key, made);
    return made;
  }

  async #answer(check: Check, cluster: ExaminedCluster | undefined): Promise<Made> {
    const obstacle = await this.#obstacle(check, cluster);
    if (obstacle !== undefined) return { answers: [skip(`Not before ${lowerFirst(obstacle.title)}`)], obstacle };
    const answers = await this.#inTime(check, cluster);
    return { answers, obstacle: answers.some(({ outcome }) => outcome === 'fail') ? check : undefined };
  }

  /** What keeps the first of the checks that this one needs from a yes. */
  async #obstacle({ needs }: Check, cluster: ExaminedCluster | undefined): Promise<Check | undefined> {
    for (const name of needs) {
      const needed = this.#checks.get(name);
      if (needed === undefined) continue;
      const made = await this.#madeFor(needed, cluster);
      const obstacle = made.find((one) => one.obstacle !== undefined)?.obstacle;
      if (obstacle !== undefined) return obstacle;
    }
    return undefined;
  }

  /** What a check that is made once needs of clusters, it needs of one of them at least. */
  async #madeFor(needed: Check, cluster: ExaminedCluster | undefined): Promise<readonly Made[]> {
    if (needed.scope === 'run') return [await this.#make(needed, undefined)];
    if (cluster !== undefined) return [await this.#make(needed, cluster)];
    const clusters = await this.#knownClusters();
    const made = await Promise.all(clusters.map((one) => this.#make(needed, one)));
    return made.every(({ obstacle }) => obstacle !== undefined) ? made : [];
  }

  async #inTime(check: Check, cluster: ExaminedCluster | undefined): Promise<readonly Answer[]> {
    const { clock, signal } = this.#examination;
    const timeoutMs = check.timeoutMs ?? TIMEOUT_MS;
    const done = new AbortController();
    const tooLate = clock
      .sleep(timeoutMs, AbortSignal.any([signal, done.signal]))
      .then(() => [unknown(`No answer in ${timeoutMs / 1000} s`)]);
    try {
      return await Promise.race([this.#examined(check, cluster), tooLate]);
    } catch (error) {
      signal.throwIfAborted();
      // What a check asks beside its own question may be refused or fail: then nobody could say.
      if (error instanceof KubeError) return [unknown(error.message)];
      throw error;
    } finally {
      done.abort();
      tooLate.catch(() => {});
    }
  }

  #examined(check: Check, cluster: ExaminedCluster | undefined): Promise<readonly Answer[]> {
    if (check.scope === 'run') return check.examine(this.#examination);
    if (cluster === undefined) throw new Error(`${check.name} is a check of clusters`);
    return (check satisfies ClusterCheck).examine(cluster);
  }
}

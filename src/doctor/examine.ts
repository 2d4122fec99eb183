import { lowerFirst } from '../findings/lower-first.ts';
import { UserError } from '../findings/user-error.ts';
import { KubeError } from '../kube/kube-error.ts';
import { skip, unknown } from './answer.ts';
import type { Answer } from './answer.ts';
import { CATEGORIES } from './category.ts';
import { TIMEOUT_MS } from './check.ts';
import type { Check, ClusterCheck } from './check.ts';
import type { Examination } from './examination.ts';
import type { ExaminedCluster } from './examined-cluster.ts';
import type { CheckResult } from './report.ts';

/** Which checks are to be made, and of what. */
export interface ExamineOptions {
  /** Those that are to be made, names unique; what one of them needs and is not among them is taken for a yes. */
  readonly checks: readonly Check[];
  readonly examination: Examination;
  /** Called when a check has its answers; of which cluster, undefined for one that is made once. */
  readonly onAnswered?: (check: Check) => void;
}

/**
 * Makes the checks, as many at once as their needs let, and promises their answers in the order of a report. When the examination's
 * signal aborts, those under way end at once as unknown, and those that wait are skipped. Rejects for a fault of our own.
 */
export async function examine({ checks, examination, onAnswered = () => {} }: ExamineOptions): Promise<readonly CheckResult[]> {
  const round = new Round(checks, { examination, onAnswered });
  const results = await Promise.all(checks.map((check) => round.resultsOf(check)));
  return results.flat().sort((left, right) => CATEGORIES.indexOf(left.category) - CATEGORIES.indexOf(right.category));
}

/** How one check came out for one cluster, or once for all. */
interface Made {
  readonly answers: readonly Answer[];
  /** Why checks that need this one would tell nothing: it failed, or was not asked because of one that did. Undefined where they may go on. */
  readonly obstacle: string | undefined;
}

class Round {
  readonly #checks: ReadonlyMap<string, Check>;
  readonly #examination: Examination;
  readonly #onAnswered: (check: Check) => void;
  readonly #made = new Map<string, Promise<Made>>();
  #found: Promise<FoundClusters> | undefined;

  constructor(
    checks: readonly Check[],
    { examination, onAnswered }: Required<Pick<ExamineOptions, 'examination' | 'onAnswered'>>,
  ) {
    this.#checks = new Map(checks.map((check) => [check.name, check]));
    this.#examination = examination;
    this.#onAnswered = onAnswered;
  }

  async resultsOf(check: Check): Promise<readonly CheckResult[]> {
    const { name: id, category, title } = check;
    const results = ({ answers }: Made): CheckResult[] => answers.map((answer) => ({ id, category, title, ...answer }));
    if (check.scope === 'run') return results(await this.#make(check, undefined));
    const { clusters } = await this.#findClusters();
    if (clusters.length === 0) return results(unasked(await this.#whyUnasked(check)));
    const made = await Promise.all(
      clusters.map(async (cluster) =>
        results(await this.#make(check, cluster)).map((result) => ({ ...result, cluster: cluster.settings.name })),
      ),
    );
    return made.flat();
  }

  #findClusters(): Promise<FoundClusters> {
    this.#found ??= findClusters(this.#examination);
    return this.#found;
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
    const obstacle = await this.#obstacleOf(check, cluster);
    if (this.#examination.signal.aborted) return unasked(INTERRUPTED);
    if (obstacle !== undefined) return unasked(obstacle);
    const answers = await this.#inTime(check, cluster);
    const failed = answers.some(({ outcome }) => outcome === 'fail');
    return { answers, obstacle: failed ? `Not before ${lowerFirst(check.title)}` : undefined };
  }

  /** Of the first of the checks that this one needs and that has one. */
  async #obstacleOf({ needs }: Check, cluster: ExaminedCluster | undefined): Promise<string | undefined> {
    for (const name of needs) {
      const needed = this.#checks.get(name);
      const obstacle = needed && (await this.#obstacleAt(needed, cluster));
      if (obstacle !== undefined) return obstacle;
    }
    return undefined;
  }

  /** What a check that is made once needs of clusters, it needs of one of them at least. */
  async #obstacleAt(needed: Check, cluster: ExaminedCluster | undefined): Promise<string | undefined> {
    if (needed.scope === 'run') return (await this.#make(needed, undefined)).obstacle;
    if (cluster !== undefined) return (await this.#make(needed, cluster)).obstacle;
    const { clusters } = await this.#findClusters();
    if (clusters.length === 0) return this.#whyUnasked(needed);
    const made = await Promise.all(clusters.map((one) => this.#make(needed, one)));
    return made.every((one) => one.obstacle !== undefined) ? made[0]?.obstacle : undefined;
  }

  /** A check of clusters, where none is known: a check that failed for it says more. */
  async #whyUnasked(check: Check): Promise<string> {
    return (await this.#obstacleOf(check, undefined)) ?? (await this.#findClusters()).why;
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
      if (signal.aborted) return [unknown(INTERRUPTED)];
      // What a check asks beside its own question may be refused or fail, and a file be missing: then nobody could say.
      if (error instanceof KubeError || error instanceof UserError) return [unknown(error.message)];
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

interface FoundClusters {
  readonly clusters: readonly ExaminedCluster[];
  /** Why there are none. */
  readonly why: string;
}

const INTERRUPTED = 'Interrupted';

const NO_CLUSTER = 'No API server is known to ask';

/** None where they cannot be found out, such as for a variable that is not set, which is a check's own answer. */
async function findClusters({ clusters, signal }: Examination): Promise<FoundClusters> {
  try {
    return { clusters: await clusters(), why: NO_CLUSTER };
  } catch (error) {
    if (signal.aborted) return { clusters: [], why: INTERRUPTED };
    if (error instanceof UserError) return { clusters: [], why: `${NO_CLUSTER}: ${error.message}` };
    if (error instanceof AggregateError) return { clusters: [], why: NO_CLUSTER };
    throw error;
  }
}

function unasked(obstacle: string): Made {
  return { answers: [skip(obstacle)], obstacle };
}

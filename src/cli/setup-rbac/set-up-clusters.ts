import { inWords } from '../../apisix/in-words.ts';
import { applySetup } from '../../provision/apply-setup.ts';
import { planSetup } from '../../provision/plan-setup.ts';
import type { ClearPlan, SetupOptions, SetupPlan } from '../../provision/plan-setup.ts';
import { printable, wrap } from '../../terminal/page.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import type { SetUpTarget } from './config-text.ts';
import type { SetupFlags } from './flags.ts';
import { stepProgress } from '../step-progress.ts';
import type { StepProgress } from '../step-progress.ts';
import type { Target } from './targets.ts';

/** A cluster, and what is planned for it. */
interface PlannedCluster<Plan extends SetupPlan = SetupPlan> {
  readonly target: Target;
  readonly options: SetupOptions;
  readonly plan: Plan;
}

export interface SetUpOptions {
  readonly flags: SetupFlags;
  readonly host: Host;
  /** Asked between planning and writing; no keeps everything from being written, as does what it throws. */
  readonly mayWrite: (planned: readonly SetUpTarget[]) => boolean;
}

interface Attempt extends Pick<SetUpOptions, 'flags' | 'host'> {
  readonly progress: StepProgress;
  /** Gets each object that is written, and where there are several clusters in which. */
  readonly written: string[];
}

/** In milliseconds. The token controller needs some 24 on an idle cluster. */
const DEFAULT_WAIT_MS = 30_000;

/**
 * Sets up one cluster after the other until one fails, once it is known that all of them may be; where one may not, and in a dry run, nothing
 * is written to any. On stderr it says what is being done.
 */
export async function setUpClusters(targets: readonly Target[], options: SetUpOptions): Promise<readonly SetUpTarget[]> {
  const { flags, host, mayWrite } = options;
  const progress = stepProgress(flags, host);
  const written: string[] = [];
  try {
    const planned: PlannedCluster[] = [];
    for (const target of targets) {
      const setup = setupOptions(target, { flags, host, progress, written });
      planned.push({ target, options: setup, plan: await planSetup(setup) });
    }
    const asPlanned = planned.map(untouched);
    if (!mayWrite(asPlanned) || flags.dryRun === 'server' || !planned.every(isClear)) return asPlanned;
    return await applyAll(planned);
  } catch (error) {
    progress.stop();
    if (host.signal.aborted) host.stderr.stream.write(interruptionText(written, host));
    throw error;
  } finally {
    progress.stop();
  }
}

function setupOptions({ wish, connection }: Target, { flags, host, progress, written }: Attempt): SetupOptions {
  const { id, name } = connection;
  return {
    wish,
    connection,
    dryRun: flags.dryRun === 'server',
    force: flags.force === true,
    recreate: flags.recreate === true,
    rotate: flags.rotate === true,
    waitMs: flags.wait ?? DEFAULT_WAIT_MS,
    clock: host.clock,
    signal: host.signal,
    onStep: (step) => progress.onStep(id ?? name, step),
    onWritten: (object) => written.push(id === undefined ? object : `${id}: ${object}`),
  };
}

async function applyAll(planned: readonly PlannedCluster<ClearPlan>[]): Promise<readonly SetUpTarget[]> {
  const done: SetUpTarget[] = [];
  for (const cluster of planned) {
    const hasFailed = done.some(({ report }) => report.error !== undefined);
    const { plan, options } = cluster;
    done.push({ ...untouched(cluster), ...(hasFailed ? {} : await applySetup(plan, options)) });
  }
  return done;
}

/** What a write under way at that moment has come to, nobody knows. */
function interruptionText(written: readonly string[], host: Host): string {
  const known = written.length === 0 ? 'Nothing is known to be written.' : `Written so far: ${inWords(written, 'and')}.`;
  const text = `Interrupted. ${known} Running it again goes on from there.`;
  return wrap(printable(text), 0, pageOf(host, host.stderr))
    .map((line) => `${line}\n`)
    .join('');
}

function isClear(planned: PlannedCluster): planned is PlannedCluster<ClearPlan> {
  return planned.plan.kind === 'clear';
}

function untouched({ target, plan: { wish, report } }: PlannedCluster): SetUpTarget {
  return { target, wish, report, token: undefined };
}

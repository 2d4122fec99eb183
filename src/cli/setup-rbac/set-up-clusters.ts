import { applySetup } from '../../provision/apply-setup.ts';
import { planSetup } from '../../provision/plan-setup.ts';
import type { ClearPlan, SetupOptions, SetupPlan } from '../../provision/plan-setup.ts';
import type { Host } from '../host.ts';
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

/** In milliseconds. The token controller needs some 24 on an idle cluster. */
const DEFAULT_WAIT_MS = 30_000;

/**
 * Sets up one cluster after the other until one fails, once it is known that all of them may be; where one may not, and in a dry run, nothing
 * is written to any. On stderr it says what is being done.
 */
export async function setUpClusters(targets: readonly Target[], options: SetUpOptions): Promise<readonly SetUpTarget[]> {
  const { flags, host, mayWrite } = options;
  const progress = stepProgress(flags, host);
  try {
    const planned: PlannedCluster[] = [];
    for (const target of targets) {
      const setup = setupOptions(target, { flags, host, progress });
      planned.push({ target, options: setup, plan: await planSetup(setup) });
    }
    const asPlanned = planned.map(untouched);
    if (!mayWrite(asPlanned) || flags.dryRun === 'server' || !planned.every(isClear)) return asPlanned;
    return await applyAll(planned, host);
  } finally {
    progress.stop();
  }
}

function setupOptions(
  { wish, connection }: Target,
  { flags, host, progress }: { readonly flags: SetupFlags; readonly host: Host; readonly progress: StepProgress },
): SetupOptions {
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
    onStep: (step) => progress.onStep(connection.id ?? connection.name, step),
  };
}

async function applyAll(planned: readonly PlannedCluster<ClearPlan>[], host: Host): Promise<readonly SetUpTarget[]> {
  const done: SetUpTarget[] = [];
  try {
    for (const cluster of planned) {
      const hasFailed = done.some(({ report }) => report.error !== undefined);
      const { plan, options } = cluster;
      done.push({ ...untouched(cluster), ...(hasFailed ? {} : await applySetup(plan, options)) });
    }
    return done;
  } catch (error) {
    if (host.signal.aborted)
      host.stderr.stream.write('Interrupted. What is written stays, and running it again goes on from there.\n');
    throw error;
  }
}

function isClear(planned: PlannedCluster): planned is PlannedCluster<ClearPlan> {
  return planned.plan.kind === 'clear';
}

function untouched({ target, plan: { wish, report } }: PlannedCluster): SetUpTarget {
  return { target, wish, report, token: undefined };
}

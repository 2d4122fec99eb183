import { applySetup } from '../../provision/apply-setup.ts';
import type { SetupOutcome } from '../../provision/apply-setup.ts';
import { planSetup } from '../../provision/plan-setup.ts';
import type { ClearPlan, SetupOptions, SetupPlan } from '../../provision/plan-setup.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { exitCodeOfSetup } from './exit-code.ts';
import type { SetupFlags } from './flags.ts';
import { stepProgress } from './step-progress.ts';
import type { StepProgress } from './step-progress.ts';
import { findTargets } from './targets.ts';
import type { Target } from './targets.ts';
import { writeReport } from './write-report.ts';

/** In milliseconds. The token controller needs some 24 on an idle cluster. */
const DEFAULT_WAIT_MS = 30_000;

/** A cluster with what is planned for it. */
interface Planned<Plan extends SetupPlan = SetupPlan> {
  readonly options: SetupOptions;
  readonly plan: Plan;
}

/** Sets up every cluster, once it is known that all of them may be, and reports. */
export async function setupRbac(flags: SetupFlags, host: Host): Promise<ExitCode> {
  const targets = await findTargets(flags, host);
  const outcomes = await withProgress(flags, host, async (progress) => {
    const planned = await planAll(targets, { flags, host, progress });
    return flags.dryRun !== 'server' && planned.every(isClear) ? applyAll(planned) : planned.map(({ plan }) => notApplied(plan));
  });
  const report = { dryRun: flags.dryRun === 'server', clusters: outcomes.map((outcome) => outcome.report) };
  writeReport({ report, next: [], to: host.stdout }, flags, host);
  return exitCodeOfSetup(report, { diff: flags.diff === true });
}

async function withProgress<T>(flags: SetupFlags, host: Host, work: (progress: StepProgress) => Promise<T>): Promise<T> {
  const progress = stepProgress(flags, host);
  try {
    return await work(progress);
  } finally {
    progress.stop();
  }
}

async function planAll(
  targets: readonly Target[],
  { flags, host, progress }: { readonly flags: SetupFlags; readonly host: Host; readonly progress: StepProgress },
): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  for (const { connection, wish } of targets) {
    const options: SetupOptions = {
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
    planned.push({ options, plan: await planSetup(options) });
  }
  return planned;
}

function isClear(planned: Planned): planned is Planned<ClearPlan> {
  return planned.plan.kind === 'clear';
}

/** One cluster after the other, until one fails. */
async function applyAll(planned: readonly Planned<ClearPlan>[]): Promise<readonly SetupOutcome[]> {
  const outcomes: SetupOutcome[] = [];
  for (const { options, plan } of planned) {
    const isStopped = outcomes.some(({ report }) => report.error !== undefined);
    outcomes.push(isStopped ? notApplied(plan) : await applySetup(plan, options));
  }
  return outcomes;
}

function notApplied({ report }: SetupPlan): SetupOutcome {
  return { report, token: undefined };
}

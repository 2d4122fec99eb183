import { UserError } from '../../findings/user-error.ts';
import { findConnection } from '../../kube/find-connections.ts';
import { planTeardown } from '../../provision/plan-teardown.ts';
import type { ClearTeardown, TeardownOptions, TeardownPlan } from '../../provision/plan-teardown.ts';
import type { ClusterTeardown, TeardownReport } from '../../provision/report.ts';
import { tearDown } from '../../provision/tear-down.ts';
import { documentText } from '../../report/document.ts';
import { teardownDocument } from '../../report/provision/documents.ts';
import type { NextStep } from '../../report/provision/next-lines.ts';
import { teardownText } from '../../report/provision/teardown-text.ts';
import { countOf } from '../../terminal/page.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { introduce } from '../introduce.ts';
import { namespaceOf } from '../object-names.ts';
import { pageOf } from '../pages.ts';
import { stepProgress } from '../step-progress.ts';
import type { StepProgress } from '../step-progress.ts';
import { teardownCommand } from './command-line.ts';
import { clusterChoices } from './configured-clusters.ts';
import type { TeardownFlags } from './flags.ts';

/** A cluster, and what is planned for it. */
interface PlannedCluster<Plan extends TeardownPlan = TeardownPlan> {
  readonly options: TeardownOptions;
  readonly plan: Plan;
}

/**
 * Removes what carries our label of an account from every cluster that the flags name, once the user has seen it and agreed, and reports.
 * Where one of them refuses, nothing is deleted in any. Throws a {@link UserError} where nobody can be asked.
 */
export async function teardownRbac(flags: TeardownFlags, host: Host): Promise<ExitCode> {
  const isTrial = flags.dryRun !== undefined && flags.dryRun !== 'none';
  if (flags.yes !== true && !isTrial && !host.stdinIsTerminal) {
    throw new UserError('nobody can be asked here whether to delete the account', {
      hint: 'add --yes to delete it unasked, or --dry-run to see what there is',
    });
  }
  const progress = stepProgress(flags, host);
  try {
    const planned = await planAll(flags, { host, progress });
    progress.stop();
    const isToDo = planned.every(isClear) && planned.some(({ plan }) => plan.deletions.length > 0);
    const next: readonly NextStep[] = [
      { kind: 'words', text: 'the same without --dry-run:' },
      { kind: 'command', text: teardownCommand(flags) },
    ];
    if (!isToDo || isTrial) return answer(reportOf(planned), { flags, host, next: isToDo ? next : [] });
    if (flags.yes !== true && !(await isAgreed(planned, host))) return EXIT.bad;
    const report = await tearDownAll(planned);
    progress.stop();
    return answer(report, { flags, host, next: [] });
  } finally {
    progress.stop();
  }
}

async function planAll(
  flags: TeardownFlags,
  { host, progress }: { readonly host: Host; readonly progress: StepProgress },
): Promise<readonly PlannedCluster[]> {
  const choices = await clusterChoices(flags, host);
  const connections = await Promise.all(
    choices.map(async ({ flags: own, configured }) => ({ ...(await findConnection(own, host)), id: configured?.id })),
  );
  introduce(connections, flags, host);
  const planned: PlannedCluster[] = [];
  for (const connection of connections) {
    const options: TeardownOptions = {
      account: { namespace: namespaceOf(flags.namespace, connection.namespace), name: flags.name },
      connection,
      signal: host.signal,
      onStep: (step) => progress.onStep(connection.id ?? connection.name, step),
    };
    planned.push({ options, plan: await planTeardown(options) });
  }
  return planned;
}

/** One cluster after the other until one fails. */
async function tearDownAll(planned: readonly PlannedCluster<ClearTeardown>[]): Promise<TeardownReport> {
  const clusters: ClusterTeardown[] = [];
  for (const { plan, options } of planned) {
    const hasFailed = clusters.some(({ error }) => error !== undefined);
    clusters.push(hasFailed ? plan.report : await tearDown(plan, options));
  }
  return { clusters };
}

function isClear(planned: PlannedCluster): planned is PlannedCluster<ClearTeardown> {
  return planned.plan.kind === 'clear';
}

function reportOf(planned: readonly PlannedCluster[]): TeardownReport {
  return { clusters: planned.map(({ plan }) => plan.report) };
}

/** Shows the plan and asks. The end of stdin is no, as is anything but yes. */
async function isAgreed(planned: readonly PlannedCluster<ClearTeardown>[], host: Host): Promise<boolean> {
  const { stream } = host.stderr;
  const count = planned.reduce((sum, { plan }) => sum + plan.deletions.length, 0);
  stream.write(teardownText(reportOf(planned), { page: pageOf(host, host.stderr), next: [] }));
  stream.write(`Delete ${countOf(count, 'object')}? [y/N] `);
  let isYes = false;
  let line: string | undefined;
  try {
    line = await host.readLine();
    isYes = /^\s*y(es)?\s*$/i.test(line ?? '');
    return isYes;
  } finally {
    // The question stands in a line that nobody has ended; an interruption comes here, too.
    if (line === undefined) stream.write('\n');
    if (!isYes) stream.write('Nothing was deleted.\n');
  }
}

interface AnswerOptions {
  readonly flags: TeardownFlags;
  readonly host: Host;
  readonly next: readonly NextStep[];
}

function answer(report: TeardownReport, { flags: { output }, host, next }: AnswerOptions): ExitCode {
  const { stdout } = host;
  const page = pageOf(host, stdout);
  stdout.stream.write(output === 'table' ? teardownText(report, { page, next }) : documentText(teardownDocument(report), output));
  const { clusters } = report;
  if (clusters.some(({ missing, error }) => missing.length > 0 || error !== undefined)) return EXIT.unchecked;
  const isHeld = clusters.some(({ objects }) => objects.some(({ state }) => state === 'held'));
  return isHeld || clusters.some(isOfAnother) ? EXIT.bad : EXIT.good;
}

/** Whether there is nothing of the account but what serves another of its name, which was probably meant. */
function isOfAnother({ objects }: ClusterTeardown): boolean {
  const isThere = objects.some(({ state }) => state === 'present' || state === 'deleted' || state === 'held');
  return !isThere && objects.some(({ serves }) => serves !== undefined);
}

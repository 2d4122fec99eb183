import { UserError } from '../../findings/user-error.ts';
import { findConnection } from '../../kube/find-connections.ts';
import { planTeardown } from '../../provision/plan-teardown.ts';
import type { ClearTeardown, TeardownOptions } from '../../provision/plan-teardown.ts';
import type { TeardownReport } from '../../provision/report.ts';
import { tearDown } from '../../provision/tear-down.ts';
import { documentText } from '../../report/document.ts';
import { teardownDocument } from '../../report/provision/documents.ts';
import { teardownText } from '../../report/provision/teardown-text.ts';
import { countOf } from '../../terminal/page.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { namespaceOf } from '../object-names.ts';
import { pageOf } from '../pages.ts';
import type { TeardownFlags } from './flags.ts';
import { introduce } from '../introduce.ts';
import { stepProgress } from '../step-progress.ts';

/**
 * Removes what carries our label of an account, once the user has seen it and agreed, and reports. Throws a {@link UserError} where nobody can
 * be asked.
 */
export async function teardownRbac(flags: TeardownFlags, host: Host): Promise<ExitCode> {
  if (flags.yes !== true && flags.dryRun !== true && !host.stdinIsTerminal) {
    throw new UserError('nobody can be asked here whether to delete the account', {
      hint: 'add --yes to delete it unasked, or --dry-run to see what there is',
    });
  }
  const connection = await findConnection(flags, host);
  introduce([connection], flags, host);
  const progress = stepProgress(flags, host);
  const options: TeardownOptions = {
    account: { namespace: namespaceOf(flags.namespace, connection.namespace), name: flags.name },
    connection,
    signal: host.signal,
    onStep: (step) => progress.onStep(connection.name, step),
  };
  try {
    const plan = await planTeardown(options);
    progress.stop();
    if (plan.kind === 'refused' || plan.deletions.length === 0 || flags.dryRun === true) return answer(plan.report, flags, host);
    if (flags.yes !== true && !(await isAgreed(plan, host))) {
      host.stderr.stream.write('Nothing was deleted.\n');
      return EXIT.bad;
    }
    const report = await tearDown(plan, options);
    progress.stop();
    return answer(report, flags, host);
  } finally {
    progress.stop();
  }
}

/** Shows the plan and asks. The end of stdin is no, as is anything but yes. */
async function isAgreed({ report, deletions }: ClearTeardown, host: Host): Promise<boolean> {
  const { stream } = host.stderr;
  stream.write(teardownText(report, pageOf(host, host.stderr)));
  stream.write(`Delete ${countOf(deletions.length, 'object')}? [y/N] `);
  let line: string | undefined;
  try {
    line = await host.readLine();
  } finally {
    // The question stands in a line that nobody has ended.
    if (line === undefined) stream.write('\n');
  }
  return /^\s*y(es)?\s*$/i.test(line ?? '');
}

function answer(report: TeardownReport, { output }: TeardownFlags, host: Host): ExitCode {
  const { stdout } = host;
  stdout.stream.write(
    output === 'table' ? teardownText(report, pageOf(host, stdout)) : documentText(teardownDocument(report), output),
  );
  if (report.missing.length > 0 || report.error !== undefined) return EXIT.unchecked;
  const isOfAnother = report.objects.some(({ serves }) => serves !== undefined);
  const isThere = report.objects.some(({ state }) => state === 'present' || state === 'deleted');
  return isOfAnother && !isThere ? EXIT.bad : EXIT.good;
}

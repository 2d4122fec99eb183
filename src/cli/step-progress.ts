import { startProgress } from '../terminal/progress.ts';
import { printable } from '../terminal/page.ts';
import type { Host } from './host.ts';
import type { ConversationFlags } from './options.ts';
import { pageOf } from './pages.ts';

/** On stderr, what is being done. */
export interface StepProgress {
  /** Shows the next step, and in which cluster. */
  readonly onStep: (cluster: string, step: string) => void;
  /** Shows nothing from now on. Safe to call twice. */
  readonly stop: () => void;
}

/** What is done in which cluster, and whether a pipe hears of it. */
export interface Step extends ConversationFlags {
  readonly cluster: string;
  readonly step: string;
}

/** Shows one step until `work` is done. */
export async function whileShown<T>(step: Step, host: Host, work: () => Promise<T>): Promise<T> {
  const progress = stepProgress(step, host);
  progress.onStep(step.cluster, step.step);
  try {
    return await work();
  } finally {
    progress.stop();
  }
}

/** A line that each step replaces on a terminal; elsewhere a line for each step with `-v`, and nothing without. */
export function stepProgress({ verbose }: ConversationFlags, host: Host): StepProgress {
  const { stderr, clock } = host;
  const { stream, isTerminal, columns } = stderr;
  const { ellipsis } = pageOf(host, stderr).symbols;
  const lineEveryMs = verbose === true ? 0 : undefined;
  const progress = startProgress({ stream, isTerminal, columns, lineEveryMs, now: () => clock.now() });
  return {
    onStep: (cluster, step) => progress.update(printable(`${cluster}: ${step}`) + ellipsis),
    stop: () => progress.stop(),
  };
}

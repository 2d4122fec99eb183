import { startProgress } from '../../terminal/progress.ts';
import { printable } from '../../terminal/page.ts';
import type { Host } from '../host.ts';
import type { ConversationFlags } from '../options.ts';
import { pageOf } from '../pages.ts';

/** On stderr, what is being done. */
export interface StepProgress {
  /** Shows the next step, and in which cluster. */
  readonly onStep: (cluster: string, step: string) => void;
  /** Shows nothing from now on. */
  readonly stop: () => void;
}

/** A line that each step replaces on a terminal; elsewhere a line for each step with `-v`, and nothing without. */
export function stepProgress({ verbose }: ConversationFlags, host: Host): StepProgress {
  const { stream, isTerminal, columns } = host.stderr;
  const { ellipsis } = pageOf(host, host.stderr).symbols;
  const textOf = (cluster: string, step: string): string => printable(`${cluster}: ${step}`) + ellipsis;
  // Of a terminal without a width ora would clear lines without end.
  if (!isTerminal || columns === undefined) {
    const write = (cluster: string, step: string): void => void stream.write(`${textOf(cluster, step)}\n`);
    return { onStep: verbose === true ? write : () => {}, stop: () => {} };
  }
  const progress = startProgress({ stream, isTerminal: true, verbose: false, now: () => host.clock.now() });
  return { onStep: (cluster, step) => progress.update(textOf(cluster, step)), stop: () => progress.stop() };
}

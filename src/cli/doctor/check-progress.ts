import type { Check } from '../../doctor/check.ts';
import type { Host } from '../host.ts';
import { stepProgress } from '../step-progress.ts';

/** On stderr of a terminal, how many checks have their answers, and which is waited for. */
export interface CheckProgress {
  readonly onAnswered: (check: Check) => void;
  /** Shows nothing from now on. Safe to call twice. */
  readonly stop: () => void;
}

/** A check of clusters is made once for each of `clusters`. A pipe hears of nothing. */
export function checkProgress(
  checks: readonly Check[],
  { clusters, host }: { readonly clusters: number; readonly host: Host },
): CheckProgress {
  const waiting = checks.flatMap((check) => (check.scope === 'run' ? [check] : Array<Check>(clusters).fill(check)));
  const total = waiting.length;
  const progress = stepProgress({}, host);
  return {
    onAnswered: (check) => {
      waiting.splice(waiting.indexOf(check), 1);
      const [next] = waiting;
      if (next !== undefined) progress.onStep(`${total - waiting.length} of ${total} checks`, next.title);
    },
    stop: () => progress.stop(),
  };
}

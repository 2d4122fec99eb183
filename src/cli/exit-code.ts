import type { ResolveReport } from '../resolve/report.ts';
import { Interrupted } from './interruption.ts';

/** What the program's exit code says, the same for every command and output format. */
export const EXIT = {
  /** Done, or nothing to do: every name has nodes, nothing is wrong, the account is as wished, lines are explained, whatever they say. */
  good: 0,
  /**
   * The answer is bad: a name without nodes, findings or checks at the threshold, an object that is not ours to change, a token that is not
   * good; or the user's own is no, to the question before a deletion. Of doctor also that an API server is out of reach, as that is its answer.
   */
  bad: 1,
  /** Usage, input that cannot be read, or output that cannot be written. */
  usage: 2,
  /** Could not check: an API server is out of reach or refuses, or none of doctor's checks came to an answer. */
  unchecked: 3,
  /** A fault of the program itself (EX_SOFTWARE of sysexits.h). */
  internal: 70,
  /** 128 + 2, as shells say it. */
  sigint: 130,
  /** 128 + 15. */
  sigterm: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * The worst of what was asked: a text without a colon is no service_name, and so a mistake in usage; not known is worse than no nodes.
 * A cluster that could not be asked counts where all names were asked for.
 */
export function exitCodeOf({ results, clusters }: ResolveReport, asked: 'names' | 'all'): ExitCode {
  if (results.some(({ reason }) => reason?.id === 'S01')) return EXIT.usage;
  if (results.some(({ status }) => status === 'unknown')) return EXIT.unchecked;
  if (asked === 'all' && clusters.some(({ error }) => error !== undefined)) return EXIT.unchecked;
  return results.every(({ status }) => status === 'resolved') ? EXIT.good : EXIT.bad;
}

/** Of a command that ended because its signal aborted. A reader that went away had what it wanted. */
export function exitCodeOfAbort(reason: unknown): ExitCode {
  if (!(reason instanceof Interrupted)) return EXIT.good;
  return reason.signal === 'SIGINT' ? EXIT.sigint : EXIT.sigterm;
}

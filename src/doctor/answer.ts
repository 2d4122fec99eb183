import type { CatalogueId } from '../findings/catalogue.ts';
import type { Finding } from '../findings/finding.ts';
import type { Place } from '../findings/user-error.ts';

/**
 * - `pass`: yes;
 * - `warn`: yes, but something will go wrong, or already costs;
 * - `fail`: no, and discovery suffers from it;
 * - `skip`: not asked, as it would tell nothing here;
 * - `unknown`: asked, and nobody could say. Never the same as yes.
 */
export type Outcome = 'pass' | 'warn' | 'fail' | 'skip' | 'unknown';

/** Why the answer is not yes, under an id of the catalogue. */
export interface Cause {
  readonly id: CatalogueId;
  /** One or two sentences: what is wrong, with which object, and what to do unless a command says it. */
  readonly message: string;
}

/** What a check found out. Holds no secret. */
export interface Answer {
  readonly outcome: Outcome;
  /** What was found out, where it says more than the check's title; it begins the line of the report. */
  readonly title?: string;
  /** Facts that prove it, a sentence each, without the cause's message. For `skip` and `unknown`: why. */
  readonly evidence: readonly string[];
  /** For `warn` and `fail` always. */
  readonly cause?: Cause;
  /** A command to paste, or a line to write. Absent: the cause says what to do. */
  readonly mend?: string;
  /** Where in a file it is to be mended. Absent where no file is at fault. */
  readonly place?: Place;
}

/** What every answer may say besides its outcome. */
export interface AnswerDetails {
  readonly title?: string | undefined;
  readonly evidence?: readonly string[];
  readonly mend?: string | undefined;
  readonly place?: Place | undefined;
}

/** Yes. */
export function pass(details: AnswerDetails = {}): Answer {
  return answer('pass', details);
}

/** Yes, but. */
export function warn(cause: Cause, details: AnswerDetails = {}): Answer {
  return { ...answer('warn', details), cause };
}

/** No. */
export function fail(cause: Cause, details: AnswerDetails = {}): Answer {
  return { ...answer('fail', details), cause };
}

/** It does not arise here; `why` is a sentence. */
export function skip(why: string, details: Omit<AnswerDetails, 'evidence'> = {}): Answer {
  return answer('skip', { ...details, evidence: [why] });
}

/** Nobody could say; `why` is a sentence. */
export function unknown(why: string, details: Omit<AnswerDetails, 'evidence'> = {}): Answer {
  return answer('unknown', { ...details, evidence: [why] });
}

const OUTCOMES = { error: 'fail', warning: 'warn', info: 'pass' } as const satisfies Record<Finding['severity'], Outcome>;

/** A finding of another feature as an answer. What only informs is evidence of a yes. */
export function answerOf({ id, severity, message, mend }: Finding, details: AnswerDetails = {}): Answer {
  if (severity === 'info') return pass({ ...details, evidence: [...(details.evidence ?? []), message] });
  return { ...answer(OUTCOMES[severity], { mend, ...details }), cause: { id, message } };
}

function answer(outcome: Outcome, { title, evidence = [], mend, place }: AnswerDetails): Answer {
  return {
    outcome,
    ...(title === undefined ? {} : { title }),
    evidence,
    ...(mend === undefined ? {} : { mend }),
    ...(place === undefined ? {} : { place }),
  };
}

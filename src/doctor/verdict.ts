import type { CheckResult, DoctorReport } from './report.ts';

/** What a whole report comes to. */
export interface Verdict {
  readonly outcome: 'pass' | 'warn' | 'fail' | 'unknown';
  /** One sentence with a full stop. */
  readonly message: string;
}

/** The first failure is the cause of those that follow from it, as checks come in the order of need. */
export function verdictOf({ checks }: Pick<DoctorReport, 'checks'>): Verdict {
  const of = (outcome: CheckResult['outcome']): readonly CheckResult[] => checks.filter((check) => check.outcome === outcome);
  const [failure, ...others] = of('fail');
  if (failure !== undefined) return { outcome: 'fail', message: failureMessage(failure, others) };
  const unknowns = of('unknown');
  const [warning] = of('warn');
  if (warning !== undefined) {
    const { id = '', message = warning.title } = warning.cause ?? {};
    return { outcome: 'warn', message: `Discovery works, but look at ${id}: ${firstSentence(message)}.` };
  }
  if (of('pass').length === 0) return { outcome: 'unknown', message: 'Nothing could be checked.' };
  const doubt = unknowns.length === 0 ? '' : `, as far as it can be seen: ${unknowns.length} could not be told`;
  return { outcome: 'pass', message: `Discovery works${doubt}.` };
}

function failureMessage({ cause, title }: CheckResult, others: readonly CheckResult[]): string {
  const what = cause === undefined ? title : `${firstSentence(cause.message)} (${cause.id})`;
  const more = new Set(others.map((other) => other.cause?.id ?? other.id)).size;
  return `Discovery does not work as it should: ${what}${more === 0 ? '' : `, and ${more} more`}.`;
}

/** Without its full stop. A sentence ends before a capital. */
function firstSentence(message: string): string {
  return message.replace(/\.\s+(?=\p{Lu})[^]*$/u, '').replace(/\.$/, '');
}

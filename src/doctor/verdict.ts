import { CATEGORIES } from './category.ts';
import type { Category } from './category.ts';
import { selectorsMatch } from './checks/discovery/selectors-match.ts';
import { countsOf, isUnchecked } from './report.ts';
import type { CheckResult, DoctorReport } from './report.ts';

/** What a whole report comes to. */
export interface Verdict {
  readonly outcome: 'pass' | 'warn' | 'fail' | 'unknown';
  /** One sentence with a full stop. */
  readonly message: string;
}

/** What a failure in a category means for the whole, gravest first: behind the first few nothing is discovered at all. */
const MEANINGS = [
  ['environment', 'Discovery cannot work'],
  ['connection', 'Discovery cannot work'],
  ['identity', 'Discovery cannot work'],
  ['permission', 'Discovery cannot work'],
  ['discovery', 'Discovery does not work as it should'],
  ['config', 'The files are not right'],
  ['services', 'Discovery works, but not for every name'],
  ['reachability', 'Discovery works, but not all of its nodes can be reached from here'],
  ['gateway', 'The cluster is in order, but the gateway is not'],
] as const satisfies readonly (readonly [Category, string])[];

/** Names one failure, of those there are the one that keeps most from working; checks that need it were skipped, and the others stand alone. */
export function verdictOf(report: Pick<DoctorReport, 'checks' | 'clusters'>): Verdict {
  const { checks } = report;
  const failure = gravestFailure(checks);
  if (isUnchecked(report))
    return { outcome: 'unknown', message: `Nothing could be checked${failure === undefined ? '' : `: ${told(failure, [])}`}.` };
  if (failure !== undefined) return { outcome: 'fail', message: failureMessage(failure, report) };
  const counts = countsOf(report);
  const found = discoveryWasSeen(checks) ? 'Discovery works' : `No fault was found in ${askedCategories(checks)}`;
  const warned = checks.filter(({ outcome }) => outcome === 'warn');
  const empty = warned.find((warning) => leavesNothing(warning, checks));
  if (empty !== undefined) {
    const others = warned.filter((warning) => warning !== empty);
    return { outcome: 'warn', message: `The gateway discovers nothing${whereOf(empty, report)}: ${told(empty, others)}.` };
  }
  const [warning, ...warnings] = warned;
  if (warning !== undefined) return { outcome: 'warn', message: `${found}, but look at this: ${told(warning, warnings)}.` };
  const doubt = counts.unknown === 0 ? '' : `, as far as can be told: ${counts.unknown} of the checks could not say`;
  return { outcome: 'pass', message: `${found}${doubt}.` };
}

function gravestFailure(checks: readonly CheckResult[]): CheckResult | undefined {
  const failures = checks.filter(({ outcome }) => outcome === 'fail');
  const [category] = MEANINGS.find(([one]) => failures.some((failure) => failure.category === one)) ?? [];
  return failures.find((failure) => failure.category === category);
}

function failureMessage(failure: CheckResult, report: Pick<DoctorReport, 'checks' | 'clusters'>): string {
  const [, meaning = ''] = MEANINGS.find(([category]) => category === failure.category) ?? [];
  const others = report.checks.filter((check) => check.outcome === 'fail' && check !== failure);
  return `${meaning}${whereOf(failure, report)}: ${told(failure, others)}.`;
}

/** ` in dev`, where there are several clusters. */
function whereOf({ cluster }: CheckResult, { clusters }: Pick<DoctorReport, 'clusters'>): string {
  return cluster === undefined || clusters.length < 2 ? '' : ` in ${cluster}`;
}

/** Whether selectors seem to leave nothing of a cluster: a warning about them, where nobody saw that they leave something. */
function leavesNothing({ id, cluster }: CheckResult, checks: readonly CheckResult[]): boolean {
  const ofSelectors = checks.filter((check) => check.id === selectorsMatch.name && check.cluster === cluster);
  return id === selectorsMatch.name && ofSelectors.every(({ outcome }) => outcome !== 'pass');
}

/** The first sentence of a result's cause with its id, or of a name that has no nodes this; and how many others there are. */
function told({ category, cause, title }: CheckResult, others: readonly CheckResult[]): string {
  const what = cause === undefined ? title : `${category === 'services' ? title : firstSentence(cause.message)} (${cause.id})`;
  return `${what}${others.length === 0 ? '' : `, and ${others.length} more`}`;
}

/** Whether anything was really listed, or watched. */
function discoveryWasSeen(checks: readonly CheckResult[]): boolean {
  return checks.some(({ category, outcome }) => category === 'discovery' && (outcome === 'pass' || outcome === 'warn'));
}

function askedCategories(checks: readonly CheckResult[]): string {
  const answered = checks.filter(({ outcome }) => outcome === 'pass' || outcome === 'warn');
  return CATEGORIES.filter((category) => answered.some((one) => one.category === category)).join(', ');
}

/** Without its full stop. A sentence ends before a capital. */
function firstSentence(message: string): string {
  return message.replace(/\.\s+(?=\p{Lu})[^]*$/u, '').replace(/\.$/, '');
}

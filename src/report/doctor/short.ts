import type { CheckAbout } from '../../doctor/check.ts';
import type { CheckResult, DoctorReport } from '../../doctor/report.ts';
import { verdictOf } from '../../doctor/verdict.ts';
import { printable } from '../../terminal/page.ts';
import { mendText } from '../mend-lines.ts';
import { countsText } from './counts.ts';
import { placedText } from '../placed-text.ts';
import type { DoctorFormat } from './format.ts';
import { releaseText } from './release-text.ts';
import { ownTitle, resultSentence } from './result-parts.ts';
import { worstFirst } from './worst-first.ts';

/**
 * For an issue, a line each: the versions of all that takes part, what was given, what is not well, `fail token-accepted T11: message` and under
 * it the mend, the verdict and the counts. Names of hosts and objects stay, as nobody could help without them.
 */
export const doctorShort: DoctorFormat = (report, { version, checks, given }) => {
  const isOne = report.clusters.length < 2;
  return [
    [`k8s-disco ${version}`, releaseText(report), ...kubernetesOf(report)].join('; '),
    ...(given.length === 0 ? [] : [`given: ${given.join(', ')}`]),
    ...worstFirst(report).flatMap((result) => resultLines(result, { isOne, checks })),
    verdictOf(report).message,
    countsText(report),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');
};

function kubernetesOf({ clusters }: DoctorReport): readonly string[] {
  const named = (name: string): string => (clusters.length < 2 ? '' : ` in ${name}`);
  return clusters.map(({ name, kubernetes = 'of an unknown version' }) => `Kubernetes ${kubernetes}${named(name)}`);
}

function resultLines(
  result: CheckResult,
  { isOne, checks }: { readonly isOne: boolean; readonly checks: readonly CheckAbout[] },
): readonly string[] {
  const { outcome, id, cause, cluster, mend, place } = result;
  const where = isOne || cluster === undefined ? [] : [`in ${cluster}`];
  const start = [outcome, id, ...(cause === undefined ? [] : [cause.id]), ...where].join(' ');
  const sentence = placedText([...ownTitle(result, checks), resultSentence(result)].join('. '), place);
  return [`${start}: ${sentence}`, ...(mend === undefined ? [] : [`  ${mendText(mend)}`])];
}

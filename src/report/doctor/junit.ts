import { CATEGORIES } from '../../doctor/category.ts';
import type { CheckResult } from '../../doctor/report.ts';
import { isAtThreshold } from '../../doctor/threshold.ts';
import type { Threshold } from '../../doctor/threshold.ts';
import { junitText } from '../junit.ts';
import type { TestCase, TestResult } from '../junit.ts';
import type { DoctorFormat } from './format.ts';
import { resultParts } from './result-parts.ts';

/** A suite for each category, in it a test for each answer, which fails from the threshold on. What nobody could say is skipped below it. */
export const doctorJunit: DoctorFormat = ({ checks }, { failOn }) => {
  const suites = CATEGORIES.map((name) => {
    const own = checks.filter(({ category }) => category === name);
    return { name, cases: own.map((check) => caseOf(check, failOn)) };
  });
  return junitText(
    'k8s-disco doctor',
    suites.filter(({ cases }) => cases.length > 0),
  );
};

function caseOf(check: CheckResult, failOn: Threshold): TestCase {
  const { id, title, cluster, place } = check;
  return {
    classname: cluster === undefined ? id : `${cluster}.${id}`,
    name: title,
    file: place?.path,
    line: place?.line,
    result: resultOf(check, failOn),
  };
}

function resultOf(check: CheckResult, failOn: Threshold): TestResult {
  const { outcome, cause } = check;
  const lines = resultParts(check);
  if (isAtThreshold(outcome, failOn)) return { kind: 'failed', type: cause?.id ?? outcome, message: lines[0] ?? '', lines };
  switch (outcome) {
    case 'pass':
      return { kind: 'passed' };
    case 'warn':
    case 'fail':
      return { kind: 'passed', lines: [`${outcome}: ${lines[0]}`, ...lines.slice(1)] };
    case 'skip':
    case 'unknown':
      return { kind: 'skipped', message: lines.join(' ') };
    default:
      return outcome satisfies never;
  }
}

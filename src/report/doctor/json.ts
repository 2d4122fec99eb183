import type { DoctorReport } from '../../doctor/report.ts';
import { verdictOf } from '../../doctor/verdict.ts';
import { API_VERSION } from '../document.ts';

/** The report for other programs; its keys are a promise. */
export function doctorDocument(report: DoctorReport): object {
  const { gatewayVersion, gatewayVersionFrom, clusters, checks } = report;
  const { outcome, message } = verdictOf(report);
  return {
    apiVersion: API_VERSION,
    kind: 'DoctorReport',
    gatewayVersion,
    gatewayVersionFrom,
    clusters,
    checks: checks.map(({ id, category, title, outcome: result, evidence, cause, mend, cluster }) => ({
      id,
      category,
      title,
      outcome: result,
      evidence,
      ...(cause === undefined ? {} : { cause }),
      ...(mend === undefined ? {} : { mend }),
      ...(cluster === undefined ? {} : { cluster }),
    })),
    verdict: outcome,
    message,
  };
}

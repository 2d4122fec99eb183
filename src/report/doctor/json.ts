import type { DoctorReport } from '../../doctor/report.ts';
import { verdictOf } from '../../doctor/verdict.ts';
import { API_VERSION } from '../document.ts';

/** The report for other programs; its keys are a promise. */
export function doctorDocument(report: DoctorReport): object {
  const { gatewayVersion, gatewayVersionFrom, clusters, checks, milliseconds } = report;
  const { outcome, message } = verdictOf(report);
  return {
    apiVersion: API_VERSION,
    kind: 'DoctorReport',
    gatewayVersion,
    gatewayVersionFrom,
    clusters: clusters.map(({ name, server, kubernetes }) => ({
      name,
      server,
      ...(kubernetes === undefined ? {} : { kubernetes }),
    })),
    checks: checks.map(({ id, category, title, outcome: result, evidence, cause, mend, place, cluster }) => ({
      id,
      category,
      title,
      outcome: result,
      evidence,
      ...(cause === undefined ? {} : { cause }),
      ...(mend === undefined ? {} : { mend }),
      ...(place === undefined ? {} : { place }),
      ...(cluster === undefined ? {} : { cluster }),
    })),
    verdict: outcome,
    message,
    milliseconds,
  };
}

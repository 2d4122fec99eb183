import type { CheckResult, DoctorReport } from '../../doctor/report.ts';
import { verdictOf } from '../../doctor/verdict.ts';
import { API_VERSION } from '../document.ts';
import { jsonText } from '../json-text.ts';
import { anchorOf } from './anchor.ts';
import type { DoctorFormat } from './format.ts';

/** The report for other programs; its keys are a promise. */
export const doctorJson: DoctorFormat = (report) => jsonText(documentOf(report));

function documentOf(report: DoctorReport): object {
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
    checks: checks.map(checkOf),
    verdict: outcome,
    message,
    milliseconds,
  };
}

function checkOf(check: CheckResult): object {
  const { id, category, title, outcome, evidence, cause, mend, place, cluster } = check;
  return {
    id,
    category,
    title,
    outcome,
    evidence,
    ...(cause === undefined ? {} : { cause }),
    ...(mend === undefined ? {} : { mend }),
    ...(place === undefined ? {} : { place }),
    ...(cluster === undefined ? {} : { cluster }),
    docs: anchorOf(check),
  };
}

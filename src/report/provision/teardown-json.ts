import type { TeardownReport } from '../../provision/report.ts';

/** The report as other programs read it, also the content of its YAML. */
export function teardownDocument(report: TeardownReport) {
  return { apiVersion: 'k8s-disco/v1', kind: 'TeardownReport', ...report };
}

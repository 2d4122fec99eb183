import type { SetupReport } from '../../provision/report.ts';

/** The report as other programs read it, also the content of its YAML. */
export function setupDocument(report: SetupReport) {
  return { apiVersion: 'k8s-disco/v1', kind: 'SetupReport', ...report };
}

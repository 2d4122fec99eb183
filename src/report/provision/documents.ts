import type { SetupReport, TeardownReport } from '../../provision/report.ts';
import { API_VERSION } from '../document.ts';

/** A set-up as other programs read it. */
export function setupDocument(report: SetupReport) {
  return { apiVersion: API_VERSION, kind: 'SetupReport', ...report };
}

/** A teardown as other programs read it. */
export function teardownDocument(report: TeardownReport) {
  return { apiVersion: API_VERSION, kind: 'TeardownReport', ...report };
}

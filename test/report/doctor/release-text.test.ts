import { expect, test } from 'vitest';
import { releaseText } from '../../../src/report/doctor/release-text.ts';
import type { DoctorReport } from '../../../src/doctor/report.ts';
import { reportOf } from './made-report.ts';

test.each<readonly [string, DoctorReport['gatewayVersionFrom'], string]>([
  ['3.18.0', 'newest', 'APISIX 3.18.0, the newest known'],
  ['3.16.0', 'flag', 'APISIX 3.16.0, by --gateway-version'],
  ['4.0.0', 'flag', 'APISIX 4.0.0, by --gateway-version, judged as 3.18.0, the newest known'],
  ['3.18.1', 'control-api', 'APISIX 3.18.1, as its control API says, judged as 3.18.0, the newest known'],
])('%s, %s', (gatewayVersion, gatewayVersionFrom, expected) => {
  expect(releaseText(reportOf([], { gatewayVersion, gatewayVersionFrom }))).toBe(expected);
});

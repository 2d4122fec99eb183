import { NEWEST_RELEASE, releaseOf } from '../../apisix/release.ts';
import type { DoctorReport } from '../../doctor/report.ts';

const SOURCES = {
  flag: 'by --gateway-version',
  'control-api': 'as its control API says',
  newest: 'the newest known',
} as const satisfies Record<DoctorReport['gatewayVersionFrom'], string>;

/** As which release the gateway was judged, and why: `APISIX 3.18.0, the newest known`. A newer one is judged as that. */
export function releaseText({ gatewayVersion, gatewayVersionFrom }: DoctorReport): string {
  const isKnown = releaseOf(NEWEST_RELEASE).atLeast(gatewayVersion);
  const known = isKnown ? '' : `, judged as ${NEWEST_RELEASE}, the newest known`;
  return `APISIX ${gatewayVersion}, ${SOURCES[gatewayVersionFrom]}${known}`;
}

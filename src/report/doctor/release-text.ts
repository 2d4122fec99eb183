import type { DoctorReport } from '../../doctor/report.ts';

const SOURCES = {
  flag: 'by --gateway-version',
  'control-api': 'as its control API says',
  newest: 'the newest known',
} as const satisfies Record<DoctorReport['gatewayVersionFrom'], string>;

/** As which release the gateway was judged, and why: `APISIX 3.18.0, the newest known`. */
export function releaseText({ gatewayVersion, gatewayVersionFrom }: DoctorReport): string {
  return `APISIX ${gatewayVersion}, ${SOURCES[gatewayVersionFrom]}`;
}

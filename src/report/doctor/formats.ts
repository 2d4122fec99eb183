import type { DoctorFormat } from './format.ts';
import { doctorGithub } from './github.ts';
import { doctorJson } from './json.ts';
import { doctorJunit } from './junit.ts';
import { doctorSarif } from './sarif.ts';
import { doctorShort } from './short.ts';
import { doctorText } from './text.ts';

/** Name on the command line → format. */
export const DOCTOR_FORMATS = {
  text: doctorText,
  short: doctorShort,
  json: doctorJson,
  junit: doctorJunit,
  sarif: doctorSarif,
  github: doctorGithub,
} as const satisfies Readonly<Record<string, DoctorFormat>>;

import { quantity } from '../../findings/quantity.ts';
import type { DoctorFlags } from './flags.ts';

/** How the answer is written says nothing of what was asked, and flags that are always there have values of their own. */
const OF_THE_REPORT: ReadonlySet<string> = new Set(['names', 'output', 'failOn', 'verbose', 'quiet', 'bundle', 'dial']);

/** What a run was given, without values, as a token may be one of them: `--config`, `--no-dial`, `2 names`. */
export function givenFlags(flags: DoctorFlags): readonly string[] {
  const given = Object.entries(flags).filter(([flag, value]) => !OF_THE_REPORT.has(flag) && isGiven(value));
  return [
    ...given.map(([flag]) => `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`).sort(),
    ...(flags.dial ? [] : ['--no-dial']),
    ...(flags.names.length === 0 ? [] : [quantity(flags.names.length, 'name')]),
  ];
}

/** Lists are empty where their flag is absent. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}

import type { Problem } from '../problem.ts';

/** Whether the variable that a text names, `${VAR1}`, ends in a digit: the schema takes no such name in a host, a port or a token. */
export function endsInDigit(reference: string): boolean {
  return reference.includes('${') && /\d\}$/.test(reference);
}

/** How to mend it. */
export const RENAME_VARIABLE = {
  hint: 'The name of the variable must not end in a digit: rename it',
  id: 'C05',
} as const satisfies Partial<Problem>;

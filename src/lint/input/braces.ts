import { UserError } from '../../findings/user-error.ts';

/** Whether a pattern has choices, `{a,b}`. */
export function hasBraces(pattern: string): boolean {
  return bracesIn(pattern) !== undefined;
}

/** How many patterns one with braces may stand for: twenty pairs of them would be a million. */
const MAX_CHOICES = 1000;

/** Every choice of `{a,b}` written out, nested ones too. Throws a {@link UserError} where there are more than a thousand. */
export function withoutBraces(pattern: string): readonly string[] {
  const plain: string[] = [];
  const open = [pattern];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const braces = bracesIn(next);
    if (braces === undefined) plain.push(next);
    else for (const choice of braces.choices.toReversed()) open.push(`${braces.before}${choice}${braces.behind}`);
    if (plain.length + open.length > MAX_CHOICES) {
      throw new UserError(`a pattern with braces stands for more than ${MAX_CHOICES} others`, {
        place: { path: pattern },
        hint: 'use * and ?, or several patterns',
      });
    }
  }
  return plain;
}

interface Braces {
  readonly before: string;
  readonly choices: readonly string[];
  readonly behind: string;
}

/** The first `{a,b}` without another one inside. */
function bracesIn(pattern: string): Braces | undefined {
  for (const { 0: whole, 1: inside = '', index } of pattern.matchAll(/\{([^{}]*)\}/g)) {
    if (!inside.includes(',')) continue;
    return { before: pattern.slice(0, index), choices: inside.split(','), behind: pattern.slice(index + whole.length) };
  }
  return undefined;
}

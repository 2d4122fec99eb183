import { inWords } from '../../apisix/in-words.ts';
import type { Check } from '../../doctor/check.ts';
import { CHECKS } from '../../doctor/checks/index.ts';
import { closest } from '../../findings/closest.ts';
import { UserError } from '../../findings/user-error.ts';
import type { DoctorFlags } from './flags.ts';

/** The checks of a run: those to be made, and those to be shown. */
export interface ChosenChecks {
  /** With everything that the shown ones need. */
  readonly made: readonly Check[];
  readonly shown: ReadonlySet<string>;
}

/** Which checks the flags ask for. Throws a UserError for a name that no check has, and where there is none to be made. */
export function chooseChecks({ category, check, pre }: Pick<DoctorFlags, 'category' | 'check' | 'pre'>): ChosenChecks {
  const stage = CHECKS.filter((one) => (pre === true ? one.pre !== undefined : one.pre !== 'only'));
  for (const name of check) {
    if (!stage.some((one) => one.name === name)) throw noCheck(name);
  }
  const isAsked = (one: Check): boolean =>
    (category.length === 0 && check.length === 0) || category.includes(one.category) || check.includes(one.name);
  const asked = stage.filter(isAsked);
  if (asked.length === 0) {
    throw new UserError(`no check of ${category.join(', ')} makes sense before the account of the gateway exists`, {
      hint: 'leave --pre out',
    });
  }
  const made = new Set(asked);
  for (const one of made) {
    for (const name of one.needs) {
      const needed = stage.find((other) => other.name === name);
      if (needed !== undefined) made.add(needed);
    }
  }
  return { made: stage.filter((one) => made.has(one)), shown: new Set(asked.map(({ name }) => name)) };
}

function noCheck(name: string): UserError {
  const known = CHECKS.find((one) => one.name === name);
  if (known !== undefined) {
    const [when, hint] = known.pre === 'only' ? ['before', 'add --pre'] : ['when', 'leave --pre out'];
    return new UserError(`--check ${name} makes sense only ${when} the account of the gateway exists`, { hint });
  }
  const tellers = CHECKS.filter(({ causes }) => causes.some((id) => id === name.toUpperCase())).map((one) => one.name);
  if (tellers.length > 0) {
    return new UserError(`--check ${name} is the id of a cause, not of a check`, {
      hint: `It is told by ${inWords(tellers, 'and')}`,
    });
  }
  const names = CHECKS.map((one) => one.name);
  const meant = closest(name, names);
  return new UserError(`--check ${JSON.stringify(name)} is no check`, {
    hint: `${meant === undefined ? '' : `Did you mean ${meant}? `}The checks are in docs/checks.md`,
  });
}

import { CHECKS } from '../../doctor/checks/index.ts';
import { RULES } from '../../lint/rules/index.ts';
import { checkText } from '../../report/explain/check-text.ts';
import { idText } from '../../report/explain/id-text.ts';
import type { Page } from '../../terminal/page.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { idsOption } from '../options.ts';
import { pageOf } from '../pages.ts';

/** Every name that stands for something: of the rules of lint and the checks of doctor. */
export const SUBJECT_NAMES: readonly string[] = [...RULES.map(({ name }) => name), ...CHECKS.map(({ name }) => name)];

/** Whether a word is an id, or several with commas, as far as its look tells, or the name of a rule or a check. */
export function isSubject(word: string): boolean {
  return /^[a-z]\d\d(?:,\s*[a-z]\d\d)*$/i.test(word) || SUBJECT_NAMES.includes(word);
}

/**
 * Writes what the words mean to stdout: ids, names of rules (`port-is-text`), names of checks (`token-accepted`). Throws a
 * {@link UserError} for an id that there is not.
 */
export function explainIds(words: readonly string[], host: Host): ExitCode {
  const page = pageOf(host, host.stdout);
  const texts = words.flatMap((word) => textsOf(word, page));
  host.stdout.stream.write(texts.join('\n'));
  return EXIT.good;
}

function textsOf(word: string, page: Page): readonly string[] {
  const check = CHECKS.find(({ name }) => name === word);
  if (check !== undefined) return [checkText(check, page)];
  const rule = RULES.find(({ name }) => name === word);
  const ids = rule === undefined ? idsOption(word, []) : [rule.id];
  return ids.map((id) => idText({ id, rules: RULES, checks: CHECKS }, page));
}

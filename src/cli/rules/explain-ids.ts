import type { CatalogueId } from '../../findings/catalogue.ts';
import { closest } from '../../findings/closest.ts';
import { UserError } from '../../findings/user-error.ts';
import { RULES } from '../../lint/rules/index.ts';
import { ruleText } from '../../report/lint/rule-text.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { idsOption } from '../options.ts';
import { pageOf } from '../pages.ts';

/** Writes what the ids mean to stdout. A rule's name (`port-is-text`) will do, too. Throws a {@link UserError} for what is neither. */
export function explainIds(words: readonly string[], host: Host): ExitCode {
  const page = pageOf(host, host.stdout);
  const ids = words.flatMap(idsOf);
  host.stdout.stream.write(ids.map((id) => ruleText({ id, rules: RULES }, page)).join('\n'));
  return EXIT.good;
}

function idsOf(word: string): readonly CatalogueId[] {
  const rule = RULES.find(({ name }) => name === word);
  if (rule !== undefined) return [rule.id];
  const meant = word.includes('-')
    ? closest(
        word,
        RULES.map(({ name }) => name),
      )
    : undefined;
  if (meant === undefined) return idsOption(word, []);
  throw new UserError(`${JSON.stringify(word)} is no rule`, { hint: `Did you mean ${meant}? See k8s-disco rules` });
}

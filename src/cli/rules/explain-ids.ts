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
  const ids = words.flatMap((word) => RULES.find(({ name }) => name === word)?.id ?? idsOption(word, []));
  host.stdout.stream.write(ids.map((id) => ruleText({ id, rules: RULES }, page)).join('\n'));
  return EXIT.good;
}

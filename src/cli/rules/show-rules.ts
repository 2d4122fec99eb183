import { CATALOGUE } from '../../findings/catalogue.ts';
import { RULES } from '../../lint/rules/index.ts';
import { API_VERSION } from '../../report/document.ts';
import { jsonText } from '../../report/json-text.ts';
import { rulesText } from '../../report/lint/rules-text.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import type { RulesFormat } from './formats.ts';

/** Lists the rules of lint on stdout. */
export function showRules(format: RulesFormat, host: Host): ExitCode {
  const text = format === 'json' ? rulesJson() : rulesText(RULES, pageOf(host, host.stdout));
  host.stdout.stream.write(text);
  return EXIT.good;
}

function rulesJson(): string {
  const rules = RULES.map(({ id, name, severity, why, mend, source }) => {
    return { id, name, severity, title: CATALOGUE[id].title, why, mend, source };
  });
  return jsonText({ apiVersion: API_VERSION, kind: 'LintRules', rules });
}

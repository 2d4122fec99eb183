import { CATALOGUE } from '../../findings/catalogue.ts';
import type { Rule } from '../../lint/rule.ts';
import { markdownText } from '../markdown.ts';
import { ruleMarkdown } from './rule-markdown.ts';

const HEAD = `<!-- Generated from src/lint/rules/ by npm run docs. -->

# Rules of lint

What \`k8s-disco lint\` looks for. \`k8s-disco explain ID\` says the same on a terminal. Every example is tried by a test.
Lua files are those under apisix/ of apache/apisix.
`;

/** docs/rules.md: a table of all rules, then each with its reason, its mend and two examples. */
export function rulesPage(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, severity }) => `| [${id}](#${id}) | ${severity} | ${titleOf(id)} |`);
  const table = ['| id | severity | |', '|---|---|---|', ...rows, ''].join('\n');
  const sections = rules.map((rule) => `## <a id="${rule.id}"></a>${rule.id} ${titleOf(rule.id)}\n\n${ruleMarkdown(rule)}\n`);
  return [HEAD, table, ...sections].join('\n');
}

function titleOf(id: Rule['id']): string {
  return markdownText(CATALOGUE[id].title);
}

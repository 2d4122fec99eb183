import { CATEGORIES } from '../../doctor/category.ts';
import type { CheckAbout } from '../../doctor/check.ts';
import { CATALOGUE } from '../../findings/catalogue.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import { explanationOf } from '../explanation-of.ts';
import { markdownProse, markdownText } from '../markdown.ts';

const HEAD = `<!-- Generated from src/doctor/checks/ by npm run docs. -->

# Checks of doctor

What \`k8s-disco doctor\` asks, in the order in which a gateway needs it. A check is made when what it comes after is not answered with no;
\`--check NAME\` makes one with what it needs. All of them only read. Rights are those beyond the gateway's own: list and watch of what it
discovers. [The guide](doctor.md) says how to run it, [the catalogue](catalogue.md) what an id means.
`;

/** docs/checks.md: a table of all checks, then each with its question, what it reads and needs, and what may be behind a no. */
export function checksPage(checks: readonly CheckAbout[]): string {
  const rows = checks.map(({ name, category, title }) => `| ${category} | [${name}](#${name}) | ${markdownProse(title)}? |`);
  const table = ['| category | check | |', '|---|---|---|', ...rows, ''].join('\n');
  const sections = CATEGORIES.flatMap((category) => {
    const own = checks.filter((check) => check.category === category);
    return own.length === 0 ? [] : [[`## ${category}`, '', ...own.map(checkMarkdown)].join('\n')];
  });
  return [HEAD, table, ...sections].join('\n');
}

const PRE = { too: 'also with `--pre`', only: 'only with `--pre`' } as const;

function checkMarkdown({ name, title, reads, rights, needs, pre, causes }: CheckAbout): string {
  const facts = [
    `reads: ${markdownProse(reads)}`,
    ...(rights === undefined ? [] : [`rights: ${markdownProse(rights)}`]),
    ...(needs.length === 0 ? [] : [`comes after: ${needs.map((need) => `[${need}](#${need})`).join(', ')}`]),
    ...(pre === undefined ? [] : [PRE[pre]]),
  ];
  return [
    `### <a id="${name}"></a>${name}`,
    '',
    `**${markdownProse(title)}?**`,
    '',
    ...facts.map((fact) => `- ${fact}`),
    '',
    ...causesMarkdown(causes),
  ].join('\n');
}

function causesMarkdown(causes: CheckAbout['causes']): string[] {
  if (causes.length === 0) return [];
  const ids = (Object.keys(CATALOGUE) as CatalogueId[]).filter((id) => causes.includes(id)); // keys of a constant
  const rows = ids.map((id) => {
    const { mend } = explanationOf(id);
    return `| [${id}](catalogue.md#${id}) | ${markdownText(CATALOGUE[id].title)} | ${markdownProse(mend)} |`;
  });
  return ['| cause | | mend |', '|---|---|---|', ...rows, ''];
}

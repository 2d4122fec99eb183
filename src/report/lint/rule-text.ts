import { CATALOGUE } from '../../findings/catalogue.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import { EXPLANATIONS } from '../../findings/explanations/index.ts';
import type { Explanation } from '../../findings/explanations/explanation.ts';
import type { Example, Rule } from '../../lint/rule.ts';
import { fold, printable, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { inSymbols } from '../../terminal/symbols.ts';

const INDENT = 2;

/** What `k8s-disco explain` says of an id: its title, and all that docs/rules.md says, or without a rule of lint who tells it. */
export function ruleText({ id, rules }: { readonly id: CatalogueId; readonly rules: readonly Rule[] }, page: Page): string {
  const rule = rules.find((one) => one.id === id);
  const title = fold(inSymbols(`${id}  ${CATALOGUE[id].title}`, page.symbols), INDENT, page).map(page.style.name);
  const explanation = EXPLANATIONS[id];
  const lines =
    rule !== undefined ? ruleLines(rule, page) : explanation === undefined ? toldElsewhere(page) : paragraphs(explanation, page);
  return [...title, ...lines, ''].join('\n');
}

function paragraphs({ why, mend }: Explanation, page: Page): string[] {
  return [why, `mend: ${mend}`].flatMap((text) => ['', ...wrap(inSymbols(text, page.symbols), INDENT, page)]);
}

function toldElsewhere(page: Page): string[] {
  return ['', ...wrap('No rule of lint looks for it: commands that ask a cluster tell it, and how to mend it.', INDENT, page)];
}

function ruleLines({ severity, why, mend, source, examples }: Rule, page: Page): string[] {
  return [
    ...paragraphs({ why, mend }, page),
    '',
    ...wrap(inSymbols(`severity: ${severity}, source: ${source}`, page.symbols), INDENT, page),
    ...exampleLines('fails', examples.failing, page),
    ...exampleLines('passes', examples.passing, page),
  ];
}

function exampleLines(verdict: string, { files, flags = [], env = {} }: Example, page: Page): string[] {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const command = [...variables, 'k8s-disco lint', ...flags, ...Object.keys(files)].join(' ');
  return [
    '',
    ...wrap(`${verdict}: ${command}`, INDENT, page),
    ...Object.entries(files).flatMap(([path, text]) => [
      ...(Object.keys(files).length === 1 ? [] : [`${' '.repeat(INDENT)}${path}:`]),
      ...text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => page.style.dim(`${' '.repeat(2 * INDENT)}${printable(line)}`.trimEnd())),
    ]),
  ];
}

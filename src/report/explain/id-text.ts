import type { CheckAbout } from '../../doctor/check.ts';
import { CATALOGUE } from '../../findings/catalogue.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import { ELSEWHERE } from '../../findings/elsewhere.ts';
import { EXPLANATIONS } from '../../findings/explanations/index.ts';
import type { Example, Rule } from '../../lint/rule.ts';
import { fold, printable, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { inSymbols } from '../../terminal/symbols.ts';

const INDENT = 2;

/** An id, and everything that may name it. */
export interface ExplainedId {
  readonly id: CatalogueId;
  readonly rules: readonly Rule[];
  readonly checks: readonly CheckAbout[];
}

/** What `k8s-disco explain` says of an id: its title, why it matters, what mends it, the examples of its rule, and which checks tell it. */
export function idText({ id, rules, checks }: ExplainedId, page: Page): string {
  const rule = rules.find((one) => one.id === id);
  const explanation = rule ?? EXPLANATIONS[id];
  const names = checks.filter(({ causes }) => causes.includes(id)).map(({ name }) => name);
  const told = [
    ...(names.length === 0 ? [] : [`checks: ${names.join(', ')} (k8s-disco doctor --check NAME)`]),
    ...(ELSEWHERE[id] === undefined ? [] : [ELSEWHERE[id]]),
  ];
  return [
    ...fold(inSymbols(`${id}  ${CATALOGUE[id].title}`, page.symbols), INDENT, page).map(page.style.name),
    ...(explanation === undefined ? [] : paragraphs([explanation.why, `mend: ${explanation.mend}`], page)),
    ...(rule === undefined ? [] : ruleLines(rule, page)),
    ...paragraphs(told, page),
    '',
  ].join('\n');
}

function paragraphs(texts: readonly string[], page: Page): string[] {
  return texts.flatMap((text) => ['', ...wrap(inSymbols(text, page.symbols), INDENT, page)]);
}

function ruleLines({ severity, source, examples }: Rule, page: Page): string[] {
  return [
    ...paragraphs([`severity: ${severity}, source: ${source}`], page),
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

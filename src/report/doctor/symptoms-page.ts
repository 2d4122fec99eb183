import type { CheckAbout } from '../../doctor/check.ts';
import type { Pattern } from '../../explain/pattern.ts';
import { CATALOGUE } from '../../findings/catalogue.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import { ELSEWHERE, MERGED } from '../../findings/elsewhere.ts';
import type { Rule } from '../../lint/rule.ts';
import { markdownProse, markdownText } from '../markdown.ts';

/** Everything that can name an id. */
export interface Tellers {
  readonly rules: readonly Rule[];
  readonly checks: readonly CheckAbout[];
  readonly patterns: readonly Pattern[];
}

/** Who names one row of the catalogue of symptoms. */
export interface SymptomRow {
  readonly id: string;
  readonly title: string;
  /** Names of rules of lint. */
  readonly rules: readonly string[];
  /** Names of checks. */
  readonly checks: readonly string[];
  /** Names of patterns of explain. */
  readonly patterns: readonly string[];
  /** Where none of them does: what tells it, or why nothing can. */
  readonly why: string | undefined;
}

/** Every row: each id of the catalogue, and those that were merged into another; in the order of ids in their series. */
export function symptomRows({ rules, checks, patterns }: Tellers): readonly SymptomRow[] {
  const ids = Object.keys(CATALOGUE) as CatalogueId[]; // keys of a constant
  const rows = ids.map((id) => ({
    id,
    title: CATALOGUE[id].title,
    rules: rules.filter((rule) => rule.id === id).map(({ name }) => name),
    checks: checks.filter(({ causes }) => causes.includes(id)).map(({ name }) => name),
    patterns: patterns.filter((pattern) => pattern.ids.includes(id)).map(({ name }) => name),
    why: ELSEWHERE[id],
  }));
  const merged = Object.entries(MERGED).map(([id, { title, why }]) => ({ id, title, rules: [], checks: [], patterns: [], why }));
  const series = [...new Set(ids.map((id) => id.charAt(0)))];
  return series.flatMap((letter) =>
    [...rows, ...merged].filter(({ id }) => id.startsWith(letter)).sort((left, right) => (left.id < right.id ? -1 : 1)),
  );
}

const HEAD = `<!-- Generated from the rules of lint, the checks of doctor and the patterns of explain by npm run docs. -->

# Who tells what

Which rule of \`k8s-disco lint\`, which check of \`k8s-disco doctor\` and which pattern of \`k8s-disco explain\` names an id; where none
does, what else tells it, or why nothing can.

| id | | lint | doctor | explain |
|---|---|---|---|---|
`;

/** docs/symptoms.md. */
export function symptomsPage(tellers: Tellers): string {
  return `${HEAD}${symptomRows(tellers).map(line).join('\n')}\n`;
}

function line({ id, title, rules, checks, patterns, why }: SymptomRow): string {
  const name = Object.hasOwn(CATALOGUE, id) ? `[${id}](catalogue.md#${id})` : id;
  const cells = [
    rules.map((rule) => `[${rule}](rules.md#${id})`),
    checks.map((check) => `[${check}](checks.md#${check})`),
    patterns,
  ].map((names) => names.join(', '));
  const what = why === undefined ? markdownText(title) : `${markdownText(title)}. *${markdownProse(why)}*`;
  return `| ${name} | ${what} | ${cells.join(' | ')} |`;
}

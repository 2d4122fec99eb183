import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CATALOGUE } from '../../src/findings/catalogue.ts';
import { catalogueText } from '../../src/findings/catalogue-text.ts';
import { EXPLANATIONS } from '../../src/findings/explanations/index.ts';
import { RULES } from '../../src/lint/rules/index.ts';

test('docs/catalogue.md is what the catalogue says (npm run docs)', () => {
  expect(readFileSync('docs/catalogue.md', 'utf8')).toBe(catalogueText());
});

test('every id that a file of src names is in it', () => {
  const texts = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(`src/${path}`, 'utf8'));
  const named = new Set(texts.flatMap((text) => text.match(/(?<=')[A-Z]\d\d(?=')/g) ?? []));
  expect([...named].filter((id) => !Object.hasOwn(CATALOGUE, id))).toEqual([]);
});

test('every id has its row', () => {
  for (const id of Object.keys(CATALOGUE)) expect(catalogueText()).toContain(`| <a id="${id}"></a>${id} | `);
});

test('an id is explained by the rule of lint that it has, or else here, and nowhere twice', () => {
  const ids = Object.keys(CATALOGUE);
  const ruled = new Set<string>(RULES.map(({ id }) => id));
  expect(ids.filter((id) => !ruled.has(id))).toEqual(ids.filter((id) => Object.hasOwn(EXPLANATIONS, id)));
});

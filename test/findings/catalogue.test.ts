import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CATALOGUE } from '../../src/findings/catalogue.ts';
import { catalogueText } from '../../src/findings/catalogue-text.ts';

test('docs/catalogue.md is what the catalogue says (npm run docs)', () => {
  expect(readFileSync('docs/catalogue.md', 'utf8')).toBe(catalogueText());
});

test('every id has its row', () => {
  for (const id of Object.keys(CATALOGUE)) expect(catalogueText()).toContain(`| <a id="${id}"></a>${id} | `);
});

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CATALOGUE } from '../../src/findings/catalogue.ts';

const entries = Object.entries(CATALOGUE);

test('an id is the letter of its chapter and two digits', () => {
  expect(entries.map(([id]) => id).filter((id) => !/^[CETRNGSW]\d\d$/.test(id))).toEqual([]);
});

test('a title is one line without a full stop, and no two are the same', () => {
  const titles = entries.map(([, { title }]) => title);
  expect(titles.filter((title) => !/^[A-Z].{5,90}[^.]$/.test(title))).toEqual([]);
  expect(new Set(titles).size).toBe(titles.length);
});

test('every entry is used by some source', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith(join('findings', 'catalogue')))
    .map((file) => readFileSync(join('src', file), 'utf8'));
  const named = new Set(sources.flatMap((source) => source.match(/(?<=')[CETRNGSW]\d\d(?=')/g) ?? []));
  expect(entries.map(([id]) => id).filter((id) => !named.has(id))).toEqual([]);
});

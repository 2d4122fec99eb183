import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CATEGORIES } from '../../src/doctor/category.ts';
import type { Check } from '../../src/doctor/check.ts';
import { CHECKS } from '../../src/doctor/checks/index.ts';

const names = CHECKS.map(({ name }) => name);
const byName = new Map(CHECKS.map((check) => [check.name, check]));

test('every check stands in a file of its name, in the folder of its category, and every file with one is registered', () => {
  const files = readdirSync('src/doctor/checks', { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('/'));
  const withCheck = files.filter((file) => /: (?:Run|Cluster)Check\b/.test(readFileSync(`src/doctor/checks/${file}`, 'utf8')));
  expect(withCheck.toSorted()).toEqual(CHECKS.map(({ category, name }) => `${category}/${name}.ts`).toSorted());
});

test('names are unique and kebab-case', () => {
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(name))).toEqual([]);
});

test('they stand in the order of a report', () => {
  const order = CHECKS.map(({ category }) => CATEGORIES.indexOf(category));
  expect(order).toEqual(order.toSorted((left, right) => left - right));
});

describe.each(CHECKS)('$name', ({ title, reads, rights, causes, needs, pre }) => {
  test('has a sentence without a full stop as its title, and says what it reads', () => {
    expect(title).toMatch(/^\p{Lu}.*[^.!?\s]$/u);
    expect(reads).not.toBe('');
    expect(rights).not.toBe('');
  });

  test('names each cause once', () => {
    expect(causes).toEqual([...new Set(causes)]);
  });

  test('needs checks that there are, and none that is left out where it is made', () => {
    expect(needs.filter((name) => !byName.has(name))).toEqual([]);
    if (pre === undefined) expect(needs.filter((name) => byName.get(name)?.pre === 'only')).toEqual([]);
  });
});

test('no check needs itself, through whatever others', () => {
  const behind = (check: Check, seen: readonly string[] = []): boolean =>
    seen.includes(check.name) ||
    check.needs.some((name) => {
      const needed = byName.get(name);
      return needed !== undefined && behind(needed, [...seen, check.name]);
    });
  expect(CHECKS.filter((check) => behind(check)).map(({ name }) => name)).toEqual([]);
});

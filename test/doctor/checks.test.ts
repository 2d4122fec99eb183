import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CATEGORIES } from '../../src/doctor/category.ts';
import { chooseChecks } from '../../src/cli/doctor/choose-checks.ts';
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

describe('what a run makes and shows', () => {
  const none = { category: [], check: [] } as const;
  const [first] = CHECKS.filter(({ needs }) => needs.length > 0);
  if (first === undefined) throw new Error('no check needs another');

  test('without flags all but those for the time before the account', () => {
    const { made, shown } = chooseChecks(none);
    expect(made).toEqual(CHECKS.filter(({ pre }) => pre !== 'only'));
    expect([...shown]).toEqual(made.map(({ name }) => name));
  });

  test('with --pre only those that make sense then', () => {
    const { made, shown } = chooseChecks({ ...none, pre: true });
    expect(made).toEqual(CHECKS.filter(({ pre }) => pre !== undefined));
    expect([...shown]).toEqual(made.map(({ name }) => name));
  });

  test('with --check that one, and what it needs without showing it', () => {
    const { made, shown } = chooseChecks({ ...none, check: [first.name] });
    expect([...shown]).toEqual([first.name]);
    expect(made.map(({ name }) => name)).toEqual(expect.arrayContaining([first.name, ...first.needs]));
    const needed = new Set(made.flatMap(({ needs }) => needs));
    expect(made.filter(({ name }) => name !== first.name && !needed.has(name))).toEqual([]);
  });

  test('with --category those of it, and with --check also that one', () => {
    const { shown } = chooseChecks({ category: ['connection'], check: ['config-accepted'] });
    const expected = CHECKS.filter(({ category, name }) => category === 'connection' || name === 'config-accepted');
    expect([...shown]).toEqual(expected.map(({ name }) => name));
  });

  test.each([
    [
      { check: ['config-acepted'] },
      '--check "config-acepted" is no check',
      'Did you mean config-accepted? The checks are in docs/checks.md',
    ],
    [{ check: ['nonsense'] }, '--check "nonsense" is no check', 'The checks are in docs/checks.md'],
    [
      { check: ['token-accepted'], pre: true },
      '--check token-accepted makes sense only when the account of the gateway exists',
      'leave --pre out',
    ],
    [
      { category: ['services', 'gateway'], pre: true },
      'no check of services, gateway makes sense before the account of the gateway exists',
      'leave --pre out',
    ],
  ] as const)('not for %j', (flags, message, hint) => {
    expect(() => chooseChecks({ ...none, ...flags })).toThrow(expect.objectContaining({ message, hint }));
  });
});

import { describe, expect, test } from 'vitest';
import { chooseChecks } from '../../../src/cli/doctor/choose-checks.ts';
import { CHECKS } from '../../../src/doctor/checks/index.ts';

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
    [
      { check: ['t22'] },
      '--check t22 is the id of a cause, not of a check',
      expect.stringMatching(/^It is told by api-server-known.* and /) as string,
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

import { describe, expect, test } from 'vitest';
import type { Category } from '../../src/doctor/category.ts';
import type { CheckResult } from '../../src/doctor/report.ts';
import { verdictOf } from '../../src/doctor/verdict.ts';
import type { CatalogueId } from '../../src/findings/catalogue.ts';

const CLUSTER = { name: 'prod', server: 'https://10.1.0.5:6443', kubernetes: '1.36' };

function answer(category: Category, outcome: CheckResult['outcome'], id?: CatalogueId): CheckResult {
  const cause = id && { id, message: `${id} is why. Ask Dr. Who about 10.1.0.5. Or not.` };
  return { id: `${category}-check`, category, title: 'It is so', outcome, evidence: [], ...(cause && { cause }) };
}

const passed = answer('discovery', 'pass');

test.each([
  ['nothing was asked', [], 'unknown', 'Nothing could be checked.'],
  ['nothing could be told', [answer('permission', 'unknown'), answer('config', 'skip')], 'unknown', 'Nothing could be checked.'],
  ['all is well', [answer('identity', 'pass'), passed], 'pass', 'Discovery works.'],
  [
    'all that is known is well',
    [passed, answer('permission', 'unknown')],
    'pass',
    'Discovery works, as far as can be told: 1 of the checks could not say.',
  ],
  [
    'discovery was not looked at',
    [answer('config', 'pass'), answer('identity', 'pass'), answer('gateway', 'skip')],
    'pass',
    'No fault was found in config, identity.',
  ],
  [
    'there are warnings',
    [passed, answer('discovery', 'warn', 'G10'), answer('identity', 'warn', 'T26'), answer('identity', 'warn', 'G10')],
    'warn',
    'Discovery works, but look at this: G10 is why (G10), and 2 more.',
  ],
  [
    'the token is refused',
    [answer('config', 'warn', 'C23'), answer('identity', 'fail', 'T11')],
    'fail',
    'Discovery cannot work: T11 is why (T11).',
  ],
  [
    'what keeps everything from working comes before what stands in a route',
    [answer('config', 'fail', 'W01'), answer('permission', 'fail', 'R02'), answer('services', 'fail', 'S02')],
    'fail',
    'Discovery cannot work: R02 is why (R02), and 2 more.',
  ],
  [
    'every failure counts, whatever its cause, and of a name its title is told',
    [answer('services', 'fail', 'S02'), answer('services', 'fail', 'S02'), answer('services', 'fail', 'S24')],
    'fail',
    'Discovery works, but not for every name: It is so (S02), and 2 more.',
  ],
  [
    'a failure without a cause is told by its title',
    [answer('gateway', 'fail')],
    'fail',
    'The cluster is in order, but the gateway is not: It is so.',
  ],
] as const)('%s', (_, checks, outcome, message) => {
  expect(verdictOf({ checks, clusters: [CLUSTER] })).toEqual({ outcome, message });
});

test('of several clusters it names the one', () => {
  const checks = [passed, { ...answer('discovery', 'fail', 'G22'), cluster: 'dev' }];
  const { message } = verdictOf({ checks, clusters: [CLUSTER, { ...CLUSTER, name: 'dev' }] });
  expect(message).toBe('Discovery does not work as it should in dev: G22 is why (G22).');
});

describe('a warning about selectors', () => {
  const warning: CheckResult = { ...answer('discovery', 'warn', 'C15'), id: 'selectors-match', cluster: 'dev' };
  const clusters = [CLUSTER, { ...CLUSTER, name: 'dev' }];

  test('that leave nothing does not let discovery work', () => {
    const other = answer('config', 'warn', 'C23');
    expect(verdictOf({ checks: [other, passed, warning], clusters })).toEqual({
      outcome: 'warn',
      message: 'The gateway discovers nothing in dev: C15 is why (C15), and 1 more.',
    });
  });

  test('that leave something does', () => {
    const left: CheckResult = { ...passed, id: 'selectors-match', cluster: 'dev' };
    const { message } = verdictOf({ checks: [left, warning], clusters });
    expect(message).toBe('Discovery works, but look at this: C15 is why (C15).');
  });
});

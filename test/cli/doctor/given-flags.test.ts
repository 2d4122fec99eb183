import { expect, test } from 'vitest';
import type { DoctorFlags } from '../../../src/cli/doctor/flags.ts';
import { givenFlags } from '../../../src/cli/doctor/given-flags.ts';

const NONE: DoctorFlags = {
  names: [],
  routes: [],
  adminContext: [],
  category: [],
  check: [],
  dial: true,
  output: 'short',
  failOn: 'fail',
};

test.each<readonly [string, Partial<DoctorFlags>, readonly string[]]>([
  ['nothing', {}, []],
  [
    'flags, without their values, and names',
    { config: 'c.yaml', token: 'secret', adminContext: ['prod'], dial: false, names: ['a/b:c', 'a/d:c'] },
    ['--admin-context', '--config', '--token', '--no-dial', '2 names'],
  ],
  ['not how the answer is written', { failOn: 'warn', bundle: 'doctor.tgz' }, []],
])('%s', (_, flags, given) => {
  expect(givenFlags({ ...NONE, ...flags })).toEqual(given);
});

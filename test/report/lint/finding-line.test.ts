import { expect, test } from 'vitest';
import { findingLine } from '../../../src/report/lint/finding-line.ts';
import { finding } from './made-report.ts';

const releases = ['3.9.1', '3.18.0'];
const all = { releases, message: 'discovery.kubernetes is off' };

test.each([
  ['what is wrong', finding(all), 'discovery.kubernetes is off'],
  ['the mend', finding({ ...all, hint: 'Write kubernetes: {}' }), 'discovery.kubernetes is off. Write kubernetes: {}'],
  ['the mend behind a full stop', finding({ ...all, message: 'It is off.', hint: 'Write it' }), 'It is off. Write it'],
  [
    'the releases, where not all',
    finding({ ...all, releases: ['3.9.1'] }),
    'discovery.kubernetes is off. Only with APISIX 3.9.1',
  ],
])('a finding in a line says %s', (_, found, line) => {
  expect(findingLine(found, { releases })).toBe(line);
});

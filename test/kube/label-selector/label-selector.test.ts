import { describe, expect, test } from 'vitest';
import { parseLabelSelector } from '../../../src/kube/label-selector/label-selector.ts';

const CACHE = { app: 'web', tier: 'cache', weight: '10' };

describe('a label selector', () => {
  test.each([
    ['', true],
    ['app=web', true],
    ['app==web,tier!=cache', false],
    ['app in (web,shop)', true],
    ['app notin (web)', false],
    ['tier', true],
    ['!tier', false],
    ['!zone,zone!=a', true],
    ['weight>9,weight<11', true],
    ['weight>10', false],
    ['zone=', false],
  ])('%j: the labels of a cache match %j', (text, expected) => {
    const selector = parseLabelSelector(text);
    expect(selector.ok && selector.matches(CACHE)).toBe(expected);
  });

  test('tells its requirements', () => {
    const selector = parseLabelSelector('app in (web,shop),!example.com/zone');
    expect(selector.ok && selector.requirements).toEqual([
      { key: 'app', operator: 'in', values: ['shop', 'web'] },
      { key: 'example.com/zone', operator: 'absent' },
    ]);
  });

  test.each([
    ['app=web,', "found '', expected: identifier after ','"],
    ['app web', "unable to parse requirement: found 'web', expected: in, notin, =, ==, !=, gt, lt"],
    ['a/b/c', 'unable to parse requirement: <nil>: Invalid value: "a/b/c": a valid label key must consist'],
    [
      'first="a"',
      'unable to parse requirement: values[0][first]: Invalid value: "\\"a\\"": a valid label must be an empty string',
    ],
  ])('%j is refused in the words of the API server', (text, message) => {
    const selector = parseLabelSelector(text);
    expect(selector.ok ? '' : selector.message).toContain(message);
  });
});

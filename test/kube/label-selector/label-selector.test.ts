import { describe, expect, test } from 'vitest';
import { parseLabelSelector } from '../../../src/kube/label-selector/label-selector.ts';

const CACHE = { app: 'web', tier: 'cache', weight: '10' };

const MALFORMED_KEY =
  "a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric " +
  "character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') " +
  "with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
const MALFORMED_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an " +
  "alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

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
    ['constructor', false],
    ['app\t=\r\n web', true],
  ])('%j: the labels of a cache match %j', (text, expected) => {
    const selector = parseLabelSelector(text);
    expect(selector.ok ? selector.matches(CACHE) : selector.message).toBe(expected);
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
    ['a/b/c', `unable to parse requirement: <nil>: Invalid value: "a/b/c": ${MALFORMED_KEY}`],
    ['first="a"', `unable to parse requirement: values[0][first]: Invalid value: "\\"a\\"": ${MALFORMED_VALUE}`],
    ['app=web\u00a0', `unable to parse requirement: values[0][app]: Invalid value: "web\u00a0": ${MALFORMED_VALUE}`],
  ])('%j is refused in the words of the API server', (text, message) => {
    expect(parseLabelSelector(text)).toEqual({ ok: false, message });
  });
});

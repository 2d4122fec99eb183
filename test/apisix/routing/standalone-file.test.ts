import { describe, expect, test } from 'vitest';
import { RELEASES, releaseOf } from '../../../src/apisix/release.ts';
import { valueAt } from '../../../src/apisix/located.ts';
import { readingOf, readStandalone } from '../../../src/apisix/routing/standalone-file.ts';
import { missingEndMark } from '../../../src/apisix/routing/end-mark.ts';

const env = (name: string): string | undefined => ({ DIGITS: '123', NAME: 'web' })[name];

const read = (text: string, version = '3.18.0', format: 'yaml' | 'json' = 'yaml') =>
  readStandalone({ format, text }, { release: releaseOf(version), env });

describe('#END', () => {
  test.each<[end: string, message: string | undefined]>([
    ['#END', undefined],
    ['#END\n', undefined],
    ['#END\r\n', undefined],
    ['# the #END', undefined],
    ['#END      ', undefined],
    ['#END       ', '7 blanks and line ends follow #END, of which it allows 6'],
    ['# END\n', 'its end mark must be #END, without a blank and in capitals'],
    ['#end\n', 'its end mark must be #END, without a blank and in capitals'],
    ['#END of it\n', 'something follows the end mark #END'],
    ['', 'the end mark #END is missing'],
    ['#END ü', 'something follows the end mark #END'],
  ])('%j', (end, why) => {
    const problem = missingEndMark(`upstreams: []\nroutes: []\n${end}`);
    expect(problem?.message).toBe(why && `The gateway does not read this file: ${why}`);
    expect(problem?.position).toEqual(why && { line: end === '' ? 2 : 3, column: 1 });
  });

  test('is looked for in the last ten bytes, not characters', () => {
    expect(missingEndMark('routes: []\n#END\u00a0\u00a0\u00a0\u00a0')?.id).toBe('W12');
  });

  test('is not asked of JSON', () => {
    expect(read('{"routes": []}', '3.18.0', 'json').problems).toEqual([]);
    expect(read('routes: []').problems.map(({ id }) => id)).toEqual(['W12']);
  });
});

describe('objects', () => {
  test('of the four kinds, whatever an item is; only what has an id can be referred to', () => {
    const text =
      'upstreams: [{id: 1}, text, [], ~]\nservices: {id: 1}\nroutes: ~\nconsumers: [{id: 1}]\nstream_routes: [{id: s-1}]\n#END';
    expect(read(text).objects.map(({ kind, id, judge, entry }) => [kind, id, judge, entry.value.kind])).toEqual([
      ['upstreams', '1', 'data-plane', 'table'],
      ['upstreams', undefined, 'data-plane', 'scalar'],
      ['upstreams', undefined, 'data-plane', 'table'],
      ['upstreams', undefined, 'data-plane', 'null'],
      ['stream_routes', 's-1', 'data-plane', 'table'],
    ]);
  });

  test('of a file that is not read are there all the same, but not of one that is malformed', () => {
    expect(read('upstreams: [{id: 1}]').objects).toHaveLength(1);
    expect(read('upstreams: [{id: 1}, {id: 2, name: "${{GONE}}"}]\n#END')).toMatchObject({
      objects: [{ id: '1' }, { id: '2' }],
      problems: [{ id: 'E07', position: { line: 1, column: 37 } }],
    });
    expect(read('upstreams: [{id: 1}\n#END')).toMatchObject({ objects: [], problems: [{ id: 'C34' }] });
  });
});

describe('types', () => {
  test.each<[version: string, text: string, value: unknown]>([
    // tinyyaml knows no such boolean.
    ['3.9.0', 'yes', 'yes'],
    ['3.10.0', 'yes', true],
    // Replaced after parsing: digits become a number, whatever stands around them.
    ['2.13.0', '"${{DIGITS}}"', 123],
    ['3.16.0', '"${{DIGITS}}"', 123],
    // Replaced in the text: the quotes decide.
    ['3.17.0', '"${{DIGITS}}"', '123'],
    ['3.17.0', '${{DIGITS}}', 123],
    ['3.18.0', '"default/${{NAME}}:http"', 'default/web:http'],
  ])('%s reads %s as %j', (version, text, value) => {
    const [object] = read(`upstreams:\n  - service_name: ${text}\n#END\n`, version).objects;
    expect(object && valueAt(object.entry.value, ['service_name'])).toMatchObject({ value, position: { line: 2, column: 19 } });
  });

  test('JSON is replaced after parsing in every release', () => {
    const [object] = read('{"upstreams": [{"service_name": "${{DIGITS}}"}]}', '3.18.0', 'json').objects;
    expect(object && valueAt(object.entry.value, ['service_name'])).toMatchObject({ value: 123 });
  });
});

test('releases that read a file alike are told', () => {
  const readings = (text: string, format: 'yaml' | 'json') =>
    new Set(RELEASES.map((version) => readingOf({ format, text }, releaseOf(version)))).size;
  expect([readings('a', 'yaml'), readings('a', 'json'), readings('${{A}}', 'yaml'), readings('${{A}}', 'json')]).toEqual([
    2, 1, 4, 3,
  ]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatServiceName, parseServiceName } from '../../src/apisix/service-name.ts';

test.each([
  ['default/plat-dev:port', { key: 'default/plat-dev', port: 'port' }],
  ['default/plat-dev:', { key: 'default/plat-dev', port: '' }],
  ['a:b:c', { key: 'a:b', port: 'c' }],
  ['default/a:http\n', { key: 'default/a', port: 'http' }],
  [' default/a:http ', { key: ' default/a', port: 'http ' }],
  ['prod/default/a:http', { key: 'prod/default/a', port: 'http' }],
  [':', { key: '', port: '' }],
  ['default/plat-dev', undefined],
  ['', undefined],
  ['default/a:http\n\n', undefined],
  ['default\n/a:http', undefined],
])('single mode splits %j at its last colon', (text, expected) => {
  expect(parseServiceName(text, 'single')).toEqual(expected && { id: undefined, ...expected });
});

test.each([
  ['prod/default/a:http', { id: 'prod', key: 'default/a', port: 'http' }],
  ['a/x/default/s:p', { id: 'a/x', key: 'default/s', port: 'p' }],
  ['/default/a:h', { id: '', key: 'default/a', port: 'h' }],
  ['a//default/a:h', { id: 'a/', key: 'default/a', port: 'h' }],
  ['//:', { id: '', key: '/', port: '' }],
  ['default/a:http', undefined],
  ['prod/default/a', undefined],
])('multi mode splits %j at its last two slashes', (text, expected) => {
  expect(parseServiceName(text, 'multi')).toEqual(expected);
});

const part = fc.stringMatching(/^[a-z0-9-]{1,12}$/);

test('what is parsed formats to the same text', () => {
  fc.assert(
    fc.property(part, part, part, part, (id, namespace, name, port) => {
      const single = `${namespace}/${name}:${port}`;
      const multi = `${id}/${single}`;
      const parsedSingle = parseServiceName(single, 'single');
      const parsedMulti = parseServiceName(multi, 'multi');
      expect(parsedSingle && formatServiceName(parsedSingle)).toBe(single);
      expect(parsedMulti && formatServiceName(parsedMulti)).toBe(multi);
    }),
  );
});

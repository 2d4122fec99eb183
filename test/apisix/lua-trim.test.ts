import { expect, test } from 'vitest';
import { luaTrim } from '../../src/apisix/lua-trim.ts';

test.each([
  ['', ''],
  [' \t\r\n\v\f', ''],
  ['a', 'a'],
  ['\n a b\t\r\n', 'a b'],
  // A byte order mark and a no-break space are none of Lua's blanks.
  ['\ufeffa\n', '\ufeffa'],
  ['a\u00a0 ', 'a\u00a0'],
])('%j is trimmed to %j', (text, trimmed) => {
  expect(luaTrim(text)).toBe(trimmed);
});

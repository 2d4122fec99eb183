import { expect, test } from 'vitest';
import { colourLevel, createStyle } from '../../src/terminal/style.ts';
import { isUtf8Locale, symbolsFor } from '../../src/terminal/symbols.ts';

test.each([
  [{}, { isTerminal: true, depth: 24 }, 3],
  [{}, { isTerminal: true, depth: 8 }, 2],
  [{}, { isTerminal: true, depth: 4 }, 1],
  [{}, { isTerminal: true, depth: 1 }, 0],
  [{}, { isTerminal: false, depth: 24 }, 0],
  [{ NO_COLOR: '1' }, { isTerminal: true, depth: 24 }, 0],
  [{ NO_COLOR: '' }, { isTerminal: true, depth: 24 }, 3],
  [{ FORCE_COLOR: '' }, { isTerminal: false, depth: 1 }, 1],
  [{ FORCE_COLOR: '3' }, { isTerminal: false, depth: 1 }, 3],
  [{ FORCE_COLOR: '2', NO_COLOR: '1' }, { isTerminal: true, depth: 24 }, 2],
  [{ FORCE_COLOR: '0' }, { isTerminal: true, depth: 24 }, 0],
  [{ FORCE_COLOR: 'false' }, { isTerminal: true, depth: 24 }, 0],
] as const)('with %j and %j the level of colour is %i', (env, terminal, level) => {
  expect(colourLevel({ env, ...terminal })).toBe(level);
});

test('level 0 leaves texts as they are', () => {
  const { pass, fail, warn, dim, name } = createStyle(0);
  expect([pass, fail, warn, dim, name].map((colour) => colour('x'))).toEqual(['x', 'x', 'x', 'x', 'x']);
});

test.each([
  [{ LANG: 'de_DE.UTF-8' }, true],
  [{ LANG: 'C.utf8' }, true],
  [{ LANG: 'en_US.ISO-8859-1' }, false],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }, false],
  [{ LANG: 'C', LC_CTYPE: 'UTF-8' }, true],
  [{}, false],
] as const)('the locale of %j is UTF-8: %s', (env, utf8) => {
  expect(isUtf8Locale(env)).toBe(utf8);
});

test('each verdict has a symbol of its own, in ASCII too', () => {
  for (const utf8 of [true, false]) {
    const { pass, fail, warning, skipped, unknown } = symbolsFor({ utf8 });
    expect(new Set([pass, fail, warning, skipped, unknown]).size).toBe(5);
  }
  expect(Object.values(symbolsFor({ utf8: false })).join('')).toMatch(/^[ -~]*$/);
});

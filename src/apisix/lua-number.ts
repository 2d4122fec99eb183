const BLANK = '[ \\t\\n\\v\\f\\r]*';
const NUMERAL = new RegExp(
  `^${BLANK}([+-]?)(?:` +
    '(inf(?:inity)?|nan)' +
    '|0x(?=\\.?[\\da-f])([\\da-f]*)(?:\\.([\\da-f]*))?(?:p([+-]?\\d+))?' +
    '|0b([01]+)' +
    '|((?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:e[+-]?\\d+)?)' +
    `)${BLANK}$`,
  'i',
);

/**
 * LuaJIT's `tonumber(text)`: blanks around pass, and so do hexadecimal and binary numerals, exponents, `inf` and `nan`.
 * Undefined where Lua answers nil.
 */
export function luaToNumber(text: string): number | undefined {
  const match = NUMERAL.exec(text);
  if (match === null) return undefined;
  const [, sign, word, hexWhole, hexFraction = '', hexExponent = '0', binary, decimal] = match;
  const size =
    wordToNumber(word) ??
    hexToNumber(hexWhole, hexFraction, hexExponent) ??
    Number(binary === undefined ? decimal : `0b${binary}`);
  return sign === '-' ? -size : size;
}

function wordToNumber(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  return word.toLowerCase() === 'nan' ? Number.NaN : Infinity;
}

function hexToNumber(whole: string | undefined, fraction: string, exponent: string): number | undefined {
  if (whole === undefined) return undefined;
  return Number(`0x${whole}${fraction}`) * 2 ** (Number(exponent) - 4 * fraction.length);
}

const BLANK = '[ \\t\\n\\v\\f\\r]*';
const NUMERAL = new RegExp(
  `^${BLANK}([+-]?)(?:` +
    '(inf(?:inity)?|nan)' +
    '|0x(?=\\.?[\\da-f])([\\da-f]*)(?:\\.([\\da-f]*))?(?:p([+-]?\\d+))?' +
    '|0b([01]+)' +
    '|((?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?)' +
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
    word !== undefined
      ? wordToNumber(word)
      : hexWhole !== undefined
        ? hexToNumber()
        : binary !== undefined
          ? parseInt(binary, 2)
          : Number(decimal);
  return sign === '-' ? -size : size;

  function hexToNumber(): number {
    const digits = BigInt(`0x${hexWhole}${hexFraction}`);
    return Number(digits) * 2 ** (Number(hexExponent) - 4 * hexFraction.length);
  }
}

function wordToNumber(word: string): number {
  return word.toLowerCase() === 'nan' ? Number.NaN : Infinity;
}

import { luaToNumber } from '../lua-number.ts';

/** How one of the gateway's two YAML libraries gives values their types. */
export interface YamlDialect {
  /** The value of a scalar without quotes. */
  readonly plain: (text: string) => PlainValue;
  /** Tag → the value of a scalar that has it, in quotes or not; undefined where it does not fit. Other tags mean nothing. */
  readonly tagged?: ReadonlyMap<string, PlainReader>;
  /** Which value counts when a map has a key twice. */
  readonly repeatedKey: 'first' | 'last';
  /** Characters the library refuses anywhere in a file. */
  readonly forbidden: RegExp | undefined;
  /** A scalar ends at its first NUL, as text does in C. */
  readonly endsAtNul?: true;
  /** Whose scanner refuses some of what YAML 1.2 allows; absent where that is not modelled. */
  readonly scanner?: 'libyaml';
}

export type PlainValue = string | number | boolean | null;

/** `undefined` hands the text on to the next reader. */
export type PlainReader = (text: string) => PlainValue | undefined;

const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUE_FALSE = words({ true: true, false: false });
const INFINITIES = words({ '.inf': Infinity, '+.inf': Infinity, '-.inf': -Infinity });
const NAN: PlainReader = (text) => (/^\.(?:nan|NaN|NAN)$/.test(text) ? Number.NaN : undefined);

const YES_NO = words({ yes: true, no: false, on: true, off: false });
const FLOAT: PlainReader = (text) => (/[.eE]/.test(text) ? luaToNumber(text.replaceAll('_', '')) : undefined);
const OCTAL = numeral(/^([+-]?)0_*([0-7][0-7_]*)$/, (digits) => parseInt(digits, 8));
const DECIMAL = numeral(/^([+-]?)_*(\d[\d_]*)$/, Number);
const HEXADECIMAL = numeral(/^([+-]?)0x_*([\da-fA-F][\da-fA-F_]*)$/, (digits) => parseInt(digits, 16));
const BINARY = numeral(/^([+-]?)0b_*([01][01_]+)$/, (digits) => parseInt(digits, 2));
const SEXAGESIMAL = numeral(/^([+-]?)(\d+:[0-5]?\d[:\d]*)$/, sexagesimal);
const SEXAGESIMAL_FLOAT = numeral(/^([+-]?)(\d+:[0-5]?\d[:\d]*\.\d+)$/, sexagesimal);

/** lyaml/explicit.lua, with the same expressions. */
const TAGGED: ReadonlyMap<string, PlainReader> = new Map<string, PlainReader>([
  ['str', (text) => text],
  ['null', () => null],
  ['bool', firstOf([TRUE_FALSE, YES_NO, words({ y: true, n: false })])],
  ['int', firstOf([OCTAL, DECIMAL, HEXADECIMAL, BINARY, SEXAGESIMAL])],
  ['float', firstOf([FLOAT, NAN, INFINITIES, OCTAL, DECIMAL, HEXADECIMAL, BINARY, SEXAGESIMAL_FLOAT])],
]);

/** lyaml 6.2.8 over libyaml, from APISIX 3.10: YAML 1.1, with lyaml's own regular expressions (lyaml/implicit.lua) in its order. */
export const LYAML: YamlDialect = {
  plain: orText([
    (text) => (NULLS.has(text) ? null : undefined),
    firstOf([OCTAL, DECIMAL, FLOAT, TRUE_FALSE, YES_NO, INFINITIES, NAN]),
    firstOf([HEXADECIMAL, BINARY, SEXAGESIMAL, SEXAGESIMAL_FLOAT]),
  ]),
  tagged: TAGGED,
  repeatedKey: 'last',
  forbidden: /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u,
  endsAtNul: true,
  scanner: 'libyaml',
};

/**
 * tinyyaml, up to APISIX 3.9. Its typing is modelled, not what it makes of unusual syntax (tabs, anchors, text over several lines;
 * numerals inside `[ ]` and `{ }`, which it leaves as text): there this reader follows YAML.
 */
export const TINYYAML: YamlDialect = {
  plain: orText([
    (text) => (NULLS.has(text) ? null : undefined),
    TRUE_FALSE,
    INFINITIES,
    NAN,
    (text) => (/^[+-]?\d+(?:\.\d*)?$/.test(text) ? Number(text) : undefined),
  ]),
  tagged: TAGGED,
  repeatedKey: 'first',
  forbidden: undefined,
};

function orText(readers: readonly PlainReader[]): (text: string) => PlainValue {
  const read = firstOf(readers);
  return (text) => {
    const value = read(text);
    return value === undefined ? text : value;
  };
}

function firstOf(readers: readonly PlainReader[]): PlainReader {
  return (text) => {
    for (const read of readers) {
      const value = read(text);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

/** Words as written, with a capital, or all in capitals; no other mixture. */
function words(meaning: Readonly<Record<string, boolean | number>>): PlainReader {
  const spellings = Object.entries(meaning).flatMap(([word, value]) => [
    [word, value] as const,
    [word.replace(/[a-z]/, (first) => first.toUpperCase()), value] as const,
    [word.toUpperCase(), value] as const,
  ]);
  const values = new Map(spellings);
  return (text) => values.get(text);
}

/** A sign, then digits with underscores anywhere among them. */
function numeral(pattern: RegExp, toNumber: (digits: string) => number): PlainReader {
  return (text) => {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const [, sign, digits = ''] = match;
    const value = toNumber(digits.replaceAll('_', ''));
    return sign === '-' ? -value : value;
  };
}

/** `1:30` is 90, as YAML 1.1 has it. */
function sexagesimal(digits: string): number {
  const [whole = '', fraction = ''] = digits.split('.');
  const seconds = (whole.match(/\d+/g) ?? []).reduce((sum, part) => sum * 60 + Number(part), 0);
  return seconds + Number(`0.${fraction}`);
}

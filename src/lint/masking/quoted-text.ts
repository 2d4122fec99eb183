/** A text inside a text: what it says, and where each of its characters stands outside. */
export interface InnerText {
  readonly text: string;
  /** Offset in the inner text, its length included → offset outside. */
  readonly outside: (offset: number) => number;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Reads a scalar in quotes, which stands at `start`, quotes included; line breaks between them stay as they are. */
export function quotedText(source: string, start: number): InnerText {
  const quote = source.charAt(0);
  const end = source.length > 1 && source.endsWith(quote) ? source.length - 1 : source.length;
  const characters: string[] = [];
  const offsets: number[] = [];
  let at = 1;
  while (at < end) {
    const length = quote === '"' ? escapeLength(source, at) : source.startsWith("''", at) ? 2 : 1;
    const character = length === 1 ? source.charAt(at) : quote === "'" ? "'" : unescaped(source.slice(at, at + length));
    for (const unit of character.split('')) {
      characters.push(unit);
      offsets.push(start + at);
    }
    at += length;
  }
  offsets.push(start + end);
  return { text: characters.join(''), outside: (offset) => offsets[offset] ?? start + end };
}

function escapeLength(source: string, at: number): number {
  return source.charAt(at) === '\\' ? 2 + (HEX_DIGITS[source.charAt(at + 1)] ?? 0) : 1;
}

function unescaped(escape: string): string {
  const kind = escape.charAt(1);
  if (kind in HEX_DIGITS) {
    const code = parseInt(escape.slice(2), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  }
  return ESCAPES[kind] ?? kind;
}

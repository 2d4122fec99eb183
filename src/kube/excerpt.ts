/**
 * The start of a foreign text, fit for one line of a terminal: ends trimmed, white space runs become one blank, control and
 * invisible characters are escaped (`\u{1b}`), and what exceeds `limit` characters gives way to `…`.
 */
export function excerpt(text: string, limit = 200): string {
  return onOneLine(text.trim().replace(/\s+/gu, ' '), limit);
}

/**
 * The same for bytes whose white space tells something, such as the line of a watch that a proxy has written anew: at most 80
 * characters, none left out, line ends escaped (`\n`). `redact` masks secrets before anything is cut.
 */
export function rawExcerpt(bytes: Uint8Array, redact: (text: string) => string): string {
  const start = bytes.subarray(0, LONGEST_SECRET_BYTES);
  // Not TextDecoder, which hides a byte order mark.
  return onOneLine(redact(Buffer.from(start.buffer, start.byteOffset, start.byteLength).toString('utf8')), 80);
}

/** A secret that begins in the excerpt must be whole to be found; API servers take headers of 1 MiB at most (Go's net/http). */
const LONGEST_SECRET_BYTES = 1024 * 1024;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function onOneLine(text: string, limit: number): string {
  // A character is two UTF-16 units at most; the rest of a long text need not be taken apart.
  const start = Array.from(text.slice(0, 2 * limit))
    .slice(0, limit)
    .join('');
  const escaped = start.replace(
    /(?! )[\p{Cc}\p{Cf}\p{Z}]/gu,
    (character) => SHORT_ESCAPES[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  return start.length < text.length ? `${escaped}…` : escaped;
}

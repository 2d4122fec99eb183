/**
 * The start of a foreign text, fit for one line of a terminal: ends trimmed, white space runs become one blank, control and
 * invisible characters are escaped (`\u{1b}`), and what exceeds `limit` characters gives way to `…`.
 */
export function excerpt(text: string, limit = 200): string {
  const line = text
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  const characters = Array.from(line);
  return characters.length <= limit ? line : `${characters.slice(0, limit).join('')}…`;
}

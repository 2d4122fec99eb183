/**
 * The text without Lua's `%s` at both ends, in the C locale: blanks of ASCII alone. JavaScript's own `trim` takes a byte order mark away, too,
 * which the gateway sends.
 */
export function luaTrim(text: string): string {
  // One pass: a pattern for the end alone would start again at every blank inside.
  return /[^ \t\n\v\f\r](?:[^]*[^ \t\n\v\f\r])?/.exec(text)?.[0] ?? '';
}

/**
 * A URL, or what was meant as one, that may be shown: what stands before the last `@` may be a user with a password, and the query may
 * hold a token, so both are masked.
 */
export function withoutCredentials(text: string): string {
  const at = text.lastIndexOf('@');
  const scheme = /^(?:[a-z]*:)?\/\//i.exec(text)?.[0] ?? '';
  const shown = at < 0 ? text : `${scheme}***${text.slice(at)}`;
  return shown.replace(/\?[^]+$/, '?***');
}

/**
 * How the parts of a JSON Web Token begin (`{"`), plain and in base64 once or twice, as Secrets hold it, and what follows. A part is enough: what is
 * quoted may be cut.
 */
const TOKEN = /(?:eyJ|ZXlK|WlhsS)[\w+/=-]{8,}(?:\.[\w-]+){0,2}/g;

/** The text with whatever looks like a token masked, for words of others and of the user, who may have put one in the wrong place. */
export function maskTokens(text: string): string {
  return text.replaceAll(TOKEN, '[secret]');
}

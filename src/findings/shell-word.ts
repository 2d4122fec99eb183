/** A word as a POSIX shell takes it whole and unchanged: for commands that a user shall paste, with names from files or a cluster in them. */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  return UNSEEN.test(text) ? dollarQuoted(text) : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** What a terminal would obey or not show. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** With the bytes of unseen characters in octal (POSIX.1-2024 §2.2.4, and bash, ksh and zsh since long before). */
function dollarQuoted(text: string): string {
  const octal = (character: string): string =>
    [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  const escaped = text.replaceAll(/[\\']/g, '\\$&').replaceAll(new RegExp(UNSEEN, 'gu'), octal);
  return `$'${escaped}'`;
}

/** A word as a POSIX shell takes it whole and unchanged: for commands that a user shall paste, with names from files or a cluster in them. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

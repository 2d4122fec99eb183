/** A list as a sentence has it: `a`, `a or b`, `a, b or c`; empty for no words. */
export function inWords(words: readonly string[], conjunction: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

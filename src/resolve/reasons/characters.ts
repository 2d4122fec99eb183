import type { Spelling } from '../spelling.ts';

/** What looks like a character of a name and is none; full-width forms and ligatures are Unicode's own business (NFKC). */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ':': '∶ː׃꞉։',
    '/': '⁄∕⧸╱',
    '-': '‐‑‒–—−',
    '.': '。·',
    a: 'а',
    e: 'е',
    o: 'оο',
    p: 'р',
    c: 'с',
    y: 'у',
    x: 'х',
    i: 'і',
    s: 'ѕ',
  }).flatMap(([plain, strangers]) => Array.from(strangers, (stranger) => [stranger, plain] as const)),
);

const INVISIBLE = /[\p{Cf}\p{Cc}]/u;
const QUOTES = /["'`“”‘’]/gu;

/** S18: upper case, white space, quotes, full-width and other characters that no Kubernetes name has. */
export const characters: Spelling = ({ text }) => {
  // The gateway's own pattern lets one line feed at the end pass.
  const strangers = [...new Set(text.replace(/\n$/, ''))].filter((character) => !/[a-z0-9._/:-]/.test(character));
  if (strangers.length === 0) return undefined;
  const plain = plainSpelling(text);
  const sentences = [...new Set(strangers.map(complaint))];
  return { id: 'S18', message: sentences.slice(0, 2).join(' '), meant: plain === text ? [] : [plain] };
};

/** The name in ASCII and lower case, without what cannot be seen and without quotes. */
function plainSpelling(text: string): string {
  const bare = text
    .replace(QUOTES, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}\p{Cc}]/gu, '');
  return Array.from(bare, (character) => LOOK_ALIKES.get(character) ?? character).join('');
}

function complaint(character: string): string {
  const code = `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
  if (character === ' ') return 'There is a space in the name.';
  if (/\s/u.test(character)) return `There is white space (${code}) in the name.`;
  if (INVISIBLE.test(character)) return `There is an invisible character (${code}) in the name.`;
  if (/[A-Z]/.test(character)) return 'Kubernetes names are all lower case.';
  const plain = plainSpelling(character);
  return /^[a-z0-9._/:-]$/.test(plain)
    ? `"${character}" (${code}) is not "${plain}".`
    : `No Kubernetes name has the character ${character}${character > '~' ? ` (${code})` : ''}.`;
}

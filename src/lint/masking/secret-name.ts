import { editDistance } from '../../findings/closest.ts';

/** Endings of names whose values are secrets, in lower case and without hyphens, underscores and dots. */
const SECRET_ENDING = new RegExp(
  `(?:${[
    'token|passw(?:or)?d|passphrase|authorization|keyring|keyencryptsalt|secretid',
    '(?:secret|access|api|private|master|ssl|tls|cert|certificate|client|server)key|keydata',
    '(?:client|app|shared|session|jwt|key)secret',
  ].join('|')})$`,
);

const SECRET_WORDS: ReadonlySet<string> = new Set(['secret', 'pass', 'pwd', 'jwt', 'bearer']);

/** Names that people misspell, and how many letters of them. */
const MISSPELT = [
  { name: 'token', letters: 1 },
  { name: 'password', letters: 2 },
] as const;

/** `max_token` counts, `existingSecretKey` names an object, and a sentence is no name. */
const HARMLESS_NAME = /^(?:max|existing)|(?: \S+){3}/i;

/** Maps and lists of which everything inside is a secret. */
const SECRET_TABLES: ReadonlySet<string> = new Set(['keyring', 'credentials']);

/** Where APISIX has a secret under the plain name `key`: the Admin API's keys, and plugins. */
const TABLES_WITH_A_KEY: ReadonlySet<string> = new Set(['adminkey', 'keyauth', 'csrf']);

/** Whether the value under this name is a secret by its name alone: `token`, `SECRET_KEY`, `clientSecret`, `tokn`; not `token_file`. */
export function isSecretName(name: string): boolean {
  const bare = bareName(name);
  return SECRET_WORDS.has(bare) || isMisspelt(bare) || (SECRET_ENDING.test(bare) && !HARMLESS_NAME.test(name));
}

/** The first letter is rarely wrong, and to compare every word of a file would take its time. A plural counts or lists. */
function isMisspelt(bare: string): boolean {
  return MISSPELT.some(
    ({ name, letters }) =>
      bare.startsWith(name.charAt(0)) &&
      !bare.endsWith('s') &&
      Math.abs(bare.length - name.length) <= letters &&
      editDistance(bare, name) <= letters,
  );
}

/** Whether everything in the table of this name is a secret. */
export function holdsSecrets(name: string): boolean {
  return SECRET_TABLES.has(bareName(name));
}

/** Whether `key` in the table of this name, or in the items of its list, is a secret. */
export function hasSecretKey(name: string): boolean {
  return TABLES_WITH_A_KEY.has(bareName(name));
}

function bareName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

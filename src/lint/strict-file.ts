import { readJson } from '../apisix/json/read-json.ts';
import { itemsOf, tableKind } from '../apisix/located.ts';
import type { Located } from '../apisix/located.ts';
import type { YamlDialect } from '../apisix/yaml/yaml-dialect.ts';
import { readYaml, readYamlDocuments } from '../apisix/yaml/read-yaml.ts';
import { closest } from '../findings/closest.ts';
import { UserError } from '../findings/user-error.ts';

/** A value of one of lint's own files, YAML or JSON, in which nothing may stand that is not understood. */
export interface StrictValue {
  readonly located: Located;
  /** Of the file. */
  readonly path: string;
  /** For messages: `severities.C24`, `entries[0]`; empty for the whole file. */
  readonly name: string;
}

/** YAML 1.2 as everybody knows it, where `off` and `3.10` are text. */
const DIALECT: YamlDialect = {
  plain: (text) => {
    if (/^(?:~|null)?$/.test(text)) return null;
    if (text === 'true' || text === 'false') return text === 'true';
    return /^\d{1,9}$/.test(text) ? Number(text) : text;
  },
  repeatedKey: 'last',
  forbidden: undefined,
};

/** How many words a message may list: the catalogue's ids are too many. */
const MAX_LISTED = 12;

/**
 * Reads a file, JSON by its name or YAML; undefined where it holds nothing. Throws a {@link UserError} where it is malformed, has a key
 * twice, or goes on in a second document.
 */
export function readStrictFile(text: string, path: string): StrictValue | undefined {
  const isJson = path.endsWith('.json');
  const read = isJson ? readJson(text) : readYaml(text, DIALECT);
  const problem = read.ok ? read.repeatedKeys[0] : read.problem;
  if (problem !== undefined) {
    const message = read.ok ? 'this key stands here a second time' : problem.message;
    throw new UserError(message, {
      place: { path, ...problem.position },
      ...(problem.hint === undefined ? {} : { hint: problem.hint }),
    });
  }
  if (!isJson) refuseFurtherDocuments(text, path);
  const root = read.ok ? read.root : undefined;
  return root === undefined || root.kind === 'null' ? undefined : { located: root, path, name: '' };
}

function refuseFurtherDocuments(text: string, path: string): void {
  for (const read of readYamlDocuments(text, DIALECT).slice(1)) {
    if (!read.ok || read.root === undefined || read.root.kind === 'null') continue;
    throw new UserError('this file takes one YAML document, and here is another', {
      place: { path, ...read.root.position },
      hint: 'Remove the --- above',
    });
  }
}

/** The values of a map by their keys; keys without a value are left out. Throws a {@link UserError} for a key that is none of `keys`. */
export function fieldsOf<Key extends string>(value: StrictValue, keys: readonly Key[]): ReadonlyMap<Key, StrictValue> {
  const { located, path, name } = value;
  if (located.kind !== 'table' || tableKind(located) === 'list') {
    throw wrong(value, keys.length > MAX_LISTED ? 'takes a map' : `takes a map of ${keys.join(', ')}`);
  }
  const fields = new Map<Key, StrictValue>();
  for (const { key: written, keyPosition, value: field } of located.entries) {
    const place = { path, ...keyPosition };
    if (written === undefined) throw new UserError('a key is text', { place });
    const key = wordIn(keys, String(written));
    if (key === undefined) throw unknownWord(String(written), { known: keys, what: 'key', place });
    if (field.kind !== 'null') fields.set(key, { located: field, path, name: name === '' ? key : `${name}.${key}` });
  }
  return fields;
}

/** The items of a list. Throws a {@link UserError} for anything else. */
export function itemsIn(value: StrictValue): readonly StrictValue[] {
  const { located, path, name } = value;
  if (located.kind !== 'table' || tableKind(located) === 'map') throw wrong(value, 'takes a list');
  return itemsOf(located).map((item) => ({ located: item.value, path, name: `${name}[${Number(item.key) - 1}]` }));
}

/** Text that is not empty. Throws a {@link UserError} for anything else. */
export function textOf(value: StrictValue): string {
  const { located } = value;
  if (located.kind !== 'scalar' || typeof located.value !== 'string' || located.value === '') throw wrong(value, 'takes text');
  return located.value;
}

/** A whole number from 1 on. Throws a {@link UserError} for anything else. */
export function countOf(value: StrictValue): number {
  const { located } = value;
  if (located.kind !== 'scalar' || !Number.isInteger(located.value) || Number(located.value) < 1) {
    throw wrong(value, 'takes a whole number from 1 on');
  }
  return Number(located.value);
}

/** One of the words. Throws a {@link UserError} for anything else, with the word that was probably meant. */
export function wordOf<Word extends string>(value: StrictValue, words: readonly Word[]): Word {
  const text = textOf(value);
  const word = wordIn(words, text);
  if (word !== undefined) return word;
  throw unknownWord(text, { known: words, what: `value of ${value.name}`, place: placeOf(value) });
}

/** Ids, which are in capitals, are taken in lower case, too. */
function wordIn<Word extends string>(words: readonly Word[], text: string): Word | undefined {
  return words.find((word) => word === text || word === text.toUpperCase());
}

/** The value is not what its place takes. */
export function wrong(value: StrictValue, takes: string): UserError {
  return new UserError(`${value.name === '' ? 'the file' : value.name} ${takes}`, { place: placeOf(value) });
}

/** Where a value starts, as a UserError has it. */
export function placeOf({ located, path }: StrictValue): {
  readonly path: string;
  readonly line: number;
  readonly column: number;
} {
  return { path, ...located.position };
}

function unknownWord(
  word: string,
  { known, what, place }: { readonly known: readonly string[]; readonly what: string; readonly place: { readonly path: string } },
): UserError {
  const meant = closest(word, known) ?? closest(word.toUpperCase(), known);
  const choice = known.length > MAX_LISTED ? 'See k8s-disco rules' : `It may be ${known.join(', ')}`;
  return new UserError(`${JSON.stringify(word)} is no ${what}`, {
    place,
    hint: meant === undefined ? choice : `Did you mean ${meant}? ${choice}`,
  });
}

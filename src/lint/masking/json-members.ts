import { secretPieces } from './piece.ts';
import type { Piece } from './piece.ts';
import { isSecretName } from './secret-name.ts';

/** A name, and up to its quote the text behind it, which may hold members itself. */
const MEMBER = /"([A-Za-z_][\w.-]{0,80})"\s{0,8}:\s{0,8}"(?=((?:[^"\\]|\\.)*))/g;

/** The same in JSON that is a text of JSON. */
const ESCAPED_MEMBER = /\\"([A-Za-z_][\w.-]{0,80})\\"\s{0,8}:\s{0,8}\\"(?=([^"\\]*))/g;

/** The texts that follow a secret's name in JSON that a sentence quotes, also where it is cut off. */
export function secretMembers(text: string): readonly Piece[] {
  return [MEMBER, ESCAPED_MEMBER].flatMap((member) =>
    [...text.matchAll(member)].flatMap(({ 0: whole, 1: name = '', 2: value = '', index }) =>
      isSecretName(name) ? secretPieces(value, index + whole.length) : [],
    ),
  );
}

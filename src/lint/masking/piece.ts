/** A piece of a text: from `start` up to, not including, `end`, in UTF-16 units. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Values that are no secret under whatever name: nothing, yes or no, a reference, a path of the system, what was meant as a key. */
const HARMLESS =
  /^(?:~|null|true|false|token(?:_file)?|\$(?:secret|env):\/\/\S*|\/(?:etc|var|run|usr|opt|home|root|tmp|srv|mnt)\/[\w./-]+)?$/i;

/** `${VAR}` and `${{VAR}}`; of `${{VAR:=default}}` the part before the default. */
const REFERENCE = /\$\{\{\s*\w+\s*(?::=|\}\})|\$\{\w+\}/g;

/** What is secret of the value that stands at `start`: all of it but references to variables; nothing of `true` or of a path. */
export function secretPieces(value: string, start: number): readonly Piece[] {
  if (HARMLESS.test(value)) return [];
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: reference, index } of value.matchAll(REFERENCE)) {
    pieces.push({ start: start + from, end: start + index });
    from = index + reference.length;
  }
  // The braces behind a default belong to its reference.
  const end = value.slice(from).endsWith('}}') && from > 0 ? value.length - 2 : value.length;
  pieces.push({ start: start + from, end: start + end });
  return pieces.filter((piece) => piece.end > piece.start);
}

import { printable } from '../terminal/page.ts';

// JSON lets most control and invisible characters stand in a text as they are; here each is an escape, so that a document may be shown on a
// terminal, too.

/** A document as one line of JSON, without its end. */
export function jsonLine(document: object): string {
  return printable(JSON.stringify(document));
}

/** A document as JSON in lines that people can read, with the end of the last. */
export function jsonText(document: object): string {
  // The line feeds between its parts are the only ones there are.
  const lines = JSON.stringify(document, undefined, 2).split('\n');
  return lines.map((line) => `${printable(line)}\n`).join('');
}

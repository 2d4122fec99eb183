import { printable } from '../terminal/page.ts';

/**
 * A document as one line of JSON, or with `indent` as several, without a line feed at the end. JSON lets most control and invisible
 * characters stand in a text as they are; here each is an escape, so that the document may be shown on a terminal, too.
 */
export function jsonText(document: object, { indent = 0 }: { readonly indent?: number } = {}): string {
  // The line feeds between its parts are the only ones there are.
  return JSON.stringify(document, undefined, indent).split('\n').map(printable).join('\n');
}

import { printable } from '../terminal/page.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text for an element or an attribute. What XML 1.0 has no way to write (2.2, Char) stands there as an escape of JSON. */
export function xml(text: string): string {
  return printable(text)
    .replaceAll(/[\ud800-\udfff\ufffe\uffff]/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`)
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

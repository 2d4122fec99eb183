import { Buffer } from 'node:buffer';
import { entryOf, valueAt } from '../../../apisix/located.ts';
import type { Located, LocatedScalar } from '../../../apisix/located.ts';
import type { Position } from '../../../apisix/position.ts';
import type { LintDocument } from '../../document.ts';
import { decodeText } from '../decode-text.ts';

/** A file that a ConfigMap or a Secret holds. */
export interface EmbeddedText extends Pick<LintDocument, 'inFile' | 'indent'> {
  /** Its key, which is its name where it is mounted. */
  readonly key: string;
  /** `data["config.yaml"]` */
  readonly place: string;
  readonly text: string;
}

/** Where each kind keeps files. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ConfigMap', ['data']],
  ['Secret', ['stringData', 'data']],
]);

/** The YAML and JSON files in a ConfigMap or a Secret. `lines` are those of the file that the object stands in. */
export function embeddedTexts(resource: Located, lines: readonly string[]): readonly EmbeddedText[] {
  const kind = valueAt(resource, ['kind']);
  if (kind?.kind !== 'scalar') return [];
  return (FIELDS.get(String(kind.value)) ?? []).flatMap((field) => {
    const map = entryOf(resource, field)?.value;
    if (map?.kind !== 'table') return [];
    const isEncoded = kind.value === 'Secret' && field === 'data';
    return map.entries.flatMap(({ key, value }): readonly EmbeddedText[] => {
      if (typeof key !== 'string' || !/\.(?:ya?ml|json)$/.test(key)) return [];
      if (value.kind !== 'scalar' || typeof value.value !== 'string') return [];
      const placed = isEncoded ? decoded(value) : { text: value.value, ...placeIn(lines, value) };
      return placed === undefined ? [] : [{ key, place: `${field}[${JSON.stringify(key)}]`, ...placed }];
    });
  });
}

function decoded({ text: base64, position }: LocatedScalar): Pick<EmbeddedText, 'text' | 'inFile' | 'indent'> | undefined {
  const read = decodeText(Buffer.from(base64, 'base64'));
  return read.ok ? { text: read.text, inFile: () => position, indent: undefined } : undefined;
}

/** A literal text (`|`) has its lines in the file, each behind the same blanks. Of other styles only the start is known. */
function placeIn(lines: readonly string[], { text, position }: LocatedScalar): Pick<EmbeddedText, 'inFile' | 'indent'> {
  const header = lines[position.line - 1]?.slice(position.column - 1);
  const indent = header?.startsWith('|') === true ? indentOf(text, { lines, above: position.line }) : undefined;
  if (indent === undefined) return { inFile: () => position, indent };
  return {
    inFile: ({ line, column }: Position) => ({ line: position.line + line, column: column + indent.length }),
    indent,
  };
}

/** What stands before every line of a text below so many lines of the file; undefined where those are not the lines of the text. */
function indentOf(
  text: string,
  { lines, above }: { readonly lines: readonly string[]; readonly above: number },
): string | undefined {
  const written = text.split('\n');
  const first = written.findIndex((line) => line.trim() !== '');
  const start = written[first] ?? '';
  const line = lines[above + first]?.replace(/\r$/, '');
  if (start === '' || line === undefined) return undefined;
  const indent = line.slice(0, line.length - start.length);
  return /^ +$/.test(indent) && `${indent}${start}` === line ? indent : undefined;
}

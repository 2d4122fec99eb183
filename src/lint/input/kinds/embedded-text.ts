import { Buffer } from 'node:buffer';
import { entryOf, valueAt } from '../../../apisix/located.ts';
import type { Located, LocatedScalar } from '../../../apisix/located.ts';
import type { Position } from '../../../apisix/position.ts';
import type { LintDocument } from '../../document.ts';
import { textAt } from '../../manifest-objects.ts';
import { decodeText } from '../decode-text.ts';
import { argoSources } from './release-values.ts';

/** A file that an object holds as text. */
export interface EmbeddedText extends Pick<LintDocument, 'inFile' | 'indent'> {
  /** Its name where it is used, such as the key of a ConfigMap that is mounted. */
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

/**
 * The YAML and JSON files in a ConfigMap or a Secret, and the values of Helm in an Application of Argo CD. `lines` are those of the file
 * that the object stands in.
 */
export function embeddedTexts(resource: Located, lines: readonly string[]): readonly EmbeddedText[] {
  const kind = textAt(resource, ['kind']);
  if (kind === 'Application') return argoTexts(resource, lines);
  return (FIELDS.get(kind ?? '') ?? []).flatMap((field) => {
    const map = entryOf(resource, field)?.value;
    if (map?.kind !== 'table') return [];
    const isEncoded = kind === 'Secret' && field === 'data';
    return map.entries.flatMap(({ key, value }): readonly EmbeddedText[] => {
      if (typeof key !== 'string' || !/\.(?:ya?ml|json)$/.test(key) || !isText(value)) return [];
      const placed = isEncoded ? decoded(value) : { text: value.value, ...placeIn(lines, value) };
      return placed === undefined ? [] : [{ key, place: `${field}[${JSON.stringify(key)}]`, ...placed }];
    });
  });
}

function argoTexts(application: Located, lines: readonly string[]): readonly EmbeddedText[] {
  return argoSources(application).flatMap(({ place, source }): readonly EmbeddedText[] => {
    const values = valueAt(source, ['helm', 'values']);
    if (values === undefined || !isText(values)) return [];
    return [{ key: 'values.yaml', place: `${place}.helm.values`, text: values.value, ...placeIn(lines, values) }];
  });
}

function isText(value: Located): value is LocatedScalar & { readonly value: string } {
  return value.kind === 'scalar' && typeof value.value === 'string';
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

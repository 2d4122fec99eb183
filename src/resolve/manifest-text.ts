import { LineCounter, parseAllDocuments } from 'yaml';
import type { Document } from 'yaml';
import type { Json } from '../apisix/lua.ts';
import type { Place } from '../findings/user-error.ts';
import { UserError } from '../findings/user-error.ts';
import type { JsonObject } from './json-fields.ts';
import { isObject } from './json-fields.ts';

/** A file with manifests, or what kubectl printed. */
export interface ManifestSource {
  /** For messages; `-` for standard input. */
  readonly path: string;
  readonly text: string;
}

/** As a list of kubectl needs few aliases, so many mean a file that is made to fill the memory. */
const MAX_ALIASES = 100;

/** Larger JSON that is broken is reported without line and column: finding those takes the YAML parser, which is slow and hungry. */
const LOCATED_JSON_LIMIT = 8 * 1024 * 1024;

/** One YAML document, or the JSON of a whole file. */
export interface ManifestDocument {
  readonly value: JsonObject;
  readonly place: Place;
}

/** The documents of a file; empty ones are left out. Throws a {@link UserError} with the place for malformed text and for other things than maps. */
export function documentsOf({ path, text }: ManifestSource): ManifestDocument[] {
  const content = text.replace(/^\uFEFF/, '');
  if (looksLikeJson(content)) {
    const value = jsonObject(content, path);
    if (value !== undefined) return [{ value, place: { path, line: 1, column: 1 } }];
  }
  return yamlDocuments(content, path);
}

/** Undefined where the YAML parser should try, and say where it fails. */
function jsonObject(content: string, path: string): JsonObject | undefined {
  try {
    // It starts with a brace, so it is an object.
    return JSON.parse(content) as JsonObject;
  } catch (error) {
    if (content.length <= LOCATED_JSON_LIMIT) return undefined;
    throw new UserError(`not valid JSON: ${oneLine(error)}`, { place: { path }, cause: error });
  }
}

function yamlDocuments(content: string, path: string): ManifestDocument[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(content, { lineCounter, prettyErrors: false, merge: true, logLevel: 'error' });
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { path, line, column: col };
  };
  // For a text without any document the parser answers an empty list, with errors of its own.
  return ('empty' in documents ? [] : documents).flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined)
      throw new UserError(`not valid ${looksLikeJson(content) ? 'JSON' : 'YAML'}: ${oneLine(error)}`, {
        place: placeAt(error.pos[0]),
        cause: error,
      });
    const place = placeAt(document.contents?.range[0] ?? document.range[0]);
    const value = valueOf(document, place);
    if (value === null) return [];
    if (!isObject(value)) throw new UserError(`not a Kubernetes object but ${typeInWords(value)}`, { place });
    return [{ value, place }];
  });
}

function valueOf(document: Document.Parsed, place: Place): Json {
  try {
    // The core schema has no other values than JSON has.
    return document.toJS({ maxAliasCount: MAX_ALIASES }) as Json;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new UserError('too many aliases', { place, hint: 'Write the values out where the aliases stand.', cause: error });
  }
}

function looksLikeJson(content: string): boolean {
  return /^\s*\{/.test(content);
}

/** `a list`, `a text`: what a value is, for messages. */
export function typeInWords(value: Json): string {
  if (Array.isArray(value)) return 'a list';
  return value === null ? 'null' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}

function oneLine(error: unknown): string {
  return error instanceof Error ? error.message.split('\n', 1).join('') : String(error);
}

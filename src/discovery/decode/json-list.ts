import type { Json } from '../../apisix/lua.ts';
import { index, luaType } from '../../apisix/lua.ts';

/** One page of a list. */
export interface DecodedPage {
  readonly kind: Json | undefined;
  /** Empty where the page has none, which no API server sends. */
  readonly resourceVersion: string;
  readonly continueToken: Json | undefined;
  /** How many objects the later pages hold; undefined on the last, and where the server does not say. */
  readonly remaining: number | undefined;
  readonly items: Json | undefined;
}

/** Decodes one page of a list. Undefined where the bytes are no JSON object with metadata. */
export function decodeListPage(body: Uint8Array): DecodedPage | undefined {
  const page = parseJson(body);
  if (luaType(page) !== 'table') return undefined;
  const metadata = index(page, 'metadata', 'metadata');
  if (luaType(metadata) !== 'table') return undefined;
  const resourceVersion = index(metadata, 'resourceVersion', 'metadata');
  const remaining = index(metadata, 'remainingItemCount', 'metadata');
  return {
    kind: index(page, 'kind', 'kind'),
    resourceVersion: typeof resourceVersion === 'string' ? resourceVersion : '',
    continueToken: index(metadata, 'continue', 'metadata'),
    remaining: typeof remaining === 'number' ? remaining : undefined,
    items: index(page, 'items', 'items'),
  };
}

/** The JSON value that these bytes are, or undefined. */
export function parseJson(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}

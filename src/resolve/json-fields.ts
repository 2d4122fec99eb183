import type { Json, Nil } from '../apisix/lua.ts';

// Reading of API objects where it does not matter how the gateway's Lua would stumble: what is not of the expected shape is absent.

export type JsonObject = { readonly [key: string]: Json | undefined };

export function isObject(value: Json | Nil): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value[key]`, and deeper with more keys. */
export function field(value: Json | Nil, ...keys: readonly string[]): Json | Nil {
  let inner = value;
  for (const key of keys) inner = isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
  return inner;
}

export function list(value: Json | Nil): readonly Json[] {
  // Array.isArray makes any[] of it.
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** A text; undefined for an empty one too, as the API server leaves those out. */
export function text(value: Json | Nil): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A map of texts, such as labels. */
export function texts(value: Json | Nil): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** `namespace/name` of an API object, as far as it says. */
export function objectKey(object: Json | Nil): string {
  return `${text(field(object, 'metadata', 'namespace')) ?? ''}/${text(field(object, 'metadata', 'name')) ?? ''}`;
}

/** A parsed JSON object of which nothing is known yet. */
export type JsonMap = Readonly<Record<string, unknown>>;

/** Whether a parsed JSON value is an object, as opposed to a list or a scalar. */
export function isJsonMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one where it is anything else. */
export function mapOf(value: unknown): JsonMap {
  return isJsonMap(value) ? value : {};
}

/** The value as a list; an empty one where it is anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as a text; undefined where it is anything else, or empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

import { badRequest } from '../status.ts';

/** A JSON body that should hold a `kind`; anything but an object counts as an empty one. Unreadable JSON throws 400 as a StatusError. */
export function parseJsonBody(text: string, kind: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return isRecord(body) ? body : {};
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${detail}`,
    );
  }
}

/** Whether the value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text in a JSON object; the empty one where there is none. */
export function textField(record: Readonly<Record<string, unknown>>, field: string): string {
  const value = record[field];
  return typeof value === 'string' ? value : '';
}

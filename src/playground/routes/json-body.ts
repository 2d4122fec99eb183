import type { HttpRequest } from '../api-request.ts';
import { PROTOBUF } from '../protobuf/read-object.ts';
import { badRequest, unsupportedMediaType } from '../status.ts';

/**
 * A JSON body that should hold a `kind`; anything but an object counts as an empty one. Unreadable JSON throws 400 as a StatusError, and protobuf that
 * could not be turned into JSON 415.
 */
export function parseJsonBody({ contentType, body }: HttpRequest, kind: string): Record<string, unknown> {
  if (contentType === PROTOBUF) throw unsupportedMediaType();
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value : {};
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

import { mapOf } from '../../kube/json-map.ts';
import type { JsonMap } from '../../kube/json-map.ts';
import type { HttpRequest } from '../api-request.ts';
import { PROTOBUF } from '../protobuf/read-object.ts';
import { badRequest, unsupportedMediaType } from '../status/status.ts';

/**
 * A JSON body that should hold a `kind`; anything but an object counts as an empty one. Unreadable JSON throws 400 as a StatusError, and protobuf that
 * could not be turned into JSON 415.
 */
export function parseJsonBody({ contentType, body }: HttpRequest, kind: string): JsonMap {
  if (contentType === PROTOBUF) throw unsupportedMediaType();
  const problem = `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error`;
  return mapOf(parseJson(body, problem));
}

/** The text as JSON. Where it is none, throws 400 as a StatusError: `problem`, and what the parser has to say. */
export function parseJson(text: string, problem: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(`${problem}: ${error instanceof Error ? error.message : ''}`);
  }
}

import type { ApiObject } from '../api-object.ts';
import { badRequest, StatusError } from '../status.ts';
import type { ResourceCall } from './route.ts';

/**
 * The object that a create or update sends, with the namespace of the path and the fields that every stored object of its kind has.
 * Unreadable JSON, a missing name and a foreign namespace throw the API server's 400 or 422 as a StatusError.
 */
export function objectBody({ request, resource, target }: ResourceCall): ApiObject {
  const { kind } = resource;
  let body: unknown;
  try {
    body = JSON.parse(request.body);
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${detail}`,
    );
  }
  const { metadata, ...fields } = isRecord(body) ? body : {};
  const { name, namespace, ...more } = isRecord(metadata) ? metadata : {};
  if (typeof name !== 'string' || name === '') throw nameRequired(kind);
  const stored = { ...resource.emptyFields, ...withoutEmptyLists(fields) };
  if (!resource.namespaced) return { ...stored, metadata: { name, ...more } };
  if (namespace !== undefined && namespace !== target.namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  return { ...stored, metadata: { name, namespace: target.namespace ?? '', ...more } };
}

/** An empty list comes back from etcd as no list at all, so that a slice without ports reads `"ports": null`. */
function withoutEmptyLists(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !(Array.isArray(value) && value.length === 0)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameRequired(kind: string): StatusError {
  const message = 'Required value: name or generateName is required';
  const causes = [{ reason: 'FieldValueRequired', message, field: 'metadata.name' }];
  return new StatusError({
    message: `${kind} "" is invalid: metadata.name: ${message}`,
    reason: 'Invalid',
    details: { kind, causes },
    code: 422,
  });
}

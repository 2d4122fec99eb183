import type { ApiBody, ApiClient } from '../e2e/api-client.ts';
import type { KubeObject } from '../support/objects.ts';

/** An answer with its body parsed. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Sends a request and parses the answer, whatever its status. */
export async function ask(
  client: ApiClient,
  [method, path]: readonly [string, string],
  options: ApiBody = {},
): Promise<JsonAnswer> {
  const { status, text } = await client.send(method, path, options);
  return { status, body: JSON.parse(text) as unknown };
}

/** Sends a review, or any other object that is only an envelope for its `spec`. */
export function review(client: ApiClient, path: string, spec: object = {}): Promise<JsonAnswer> {
  return ask(client, ['POST', path], { body: { spec } });
}

/** Applies an object at its path; `query` is what follows `fieldManager`, such as `m1&force=true`. */
export function apply(client: ApiClient, [path, query]: readonly [string, string], object: object): Promise<JsonAnswer> {
  return ask(client, ['PATCH', `${path}?fieldManager=${query}`], { body: object, contentType: 'application/apply-patch+yaml' });
}

/** The parts of an object that the contract compares: everything but what only the server knows. */
export function content({ body }: JsonAnswer): object {
  const { metadata, ...fields } = body as KubeObject;
  const { labels, annotations } = metadata as { labels?: unknown; annotations?: unknown };
  return { ...fields, metadata: { ...(labels ? { labels } : {}), ...(annotations ? { annotations } : {}) } };
}

/** Who manages which fields, as `manager operation` → FieldsV1. */
export function managersIn({ body }: JsonAnswer): Readonly<Record<string, object>> {
  const { metadata } = body as {
    metadata: { managedFields?: readonly { manager: string; operation: string; fieldsV1: object }[] };
  };
  return Object.fromEntries(
    (metadata.managedFields ?? []).map(({ manager, operation, fieldsV1 }) => [`${manager} ${operation}`, fieldsV1]),
  );
}

/** Of an object. */
export function resourceVersionOf({ body }: JsonAnswer): string | undefined {
  return (body as { metadata: { resourceVersion?: string } }).metadata.resourceVersion;
}

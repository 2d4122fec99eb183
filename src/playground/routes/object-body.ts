import { parse as parseYaml } from 'yaml';

import { mapOf } from '../../kube/json-map.ts';
import type { ApiObject } from '../api-object.ts';
import { apiVersionOf } from '../resource.ts';
import { required } from '../status/field-error.ts';
import { badRequest, invalid } from '../status/status.ts';
import { list, map, object, text } from '../strategies/shape.ts';
import { strategyOf } from '../strategies/strategies.ts';
import { parseJsonBody } from './json-body.ts';
import type { ResourceCall } from './route.ts';

/**
 * The object that a create or update sends, with the namespace of the path and the defaults of its kind. Unreadable JSON, a missing name and a
 * foreign namespace throw the API server's 400 or 422 as a StatusError.
 */
export function objectBody(call: ResourceCall): ApiObject {
  const { kind, group, plural } = call.resource;
  const { metadata, ...fields } = parseJsonBody(call.request, kind);
  const { name, ...more } = mapOf(metadata);
  if (typeof name !== 'string' || name === '') {
    throw invalid({ kind, group }, [required('metadata.name', 'name or generateName is required')]);
  }
  const given = placed(call, { ...fields, metadata: { ...more, name } });
  checkShape(call, given);
  return strategyOf(plural).defaults(given);
}

/**
 * The object that an apply sends, in YAML or JSON, as it stands there: defaults would make the applier own them. Its name may be left to the path.
 * What is not an object of this kind throws 400 as a StatusError.
 */
export function appliedBody(call: ResourceCall): ApiObject {
  const { resource, target, request } = call;
  const { kind = '', apiVersion = '', metadata, ...fields } = mapOf(parseYamlBody(request.body));
  if (kind !== resource.kind || apiVersion !== apiVersionOf(resource))
    throw badRequest(invalidType(String(apiVersion), String(kind)));
  const { name = target.name, managedFields = null, ...more } = mapOf(metadata);
  if (managedFields !== null) throw badRequest('metadata.managedFields must be nil');
  const config = placed(call, { kind, apiVersion, ...fields, metadata: { ...more, name: String(name) } });
  checkName(call, config);
  checkShape(call, config);
  return config;
}

/** Throws 400 as a StatusError unless the object has the name of the path. */
export function checkName({ target }: ResourceCall, { metadata: { name } }: ApiObject): void {
  if (name === target.name) return;
  throw badRequest(`the name of the object (${name}) does not match the name on the URL (${target.name ?? ''})`);
}

/** Throws 400 as a StatusError where a field that is read here holds a value of another JSON type. kube-apiserver adds the Go type that it wants. */
export function checkShape({ resource: { kind, version, plural } }: ResourceCall, value: unknown): void {
  const misfit = object({ metadata: METADATA, ...strategyOf(plural).shape })(value, '');
  if (misfit === undefined) return;
  const what = `json: cannot unmarshal ${misfit.found} into Go struct field ${kind}.${misfit.field}`;
  throw badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${what}`);
}

const METADATA = object({ name: text, namespace: text, labels: map(text), annotations: map(text), finalizers: list(text) });

/** The object in the namespace of the path. */
function placed({ resource, target }: ResourceCall, { metadata: { namespace, ...metadata }, ...fields }: ApiObject): ApiObject {
  if (!resource.namespaced) return { ...fields, metadata };
  if (namespace !== undefined && namespace !== target.namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  return { ...fields, metadata: { ...metadata, namespace: target.namespace ?? '' } };
}

function parseYamlBody(body: string): unknown {
  try {
    return parseYaml(body);
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    throw badRequest(`error decoding YAML: error converting YAML to JSON: ${detail}`);
  }
}

/** `/v1, Kind=Pod`, or `apps/v1, Kind=Deployment`. */
function invalidType(apiVersion: string, kind: string): string {
  return `invalid object type: ${apiVersion.includes('/') ? '' : '/'}${apiVersion}, Kind=${kind}`;
}

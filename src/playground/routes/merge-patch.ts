import { isJsonMap, mapOf } from '../../kube/json-map.ts';
import type { JsonMap } from '../../kube/json-map.ts';
import { jsonAnswer } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { ApiObject } from '../api-object.ts';
import { recordUpdate } from '../apply/record-update.ts';
import { badRequest, notFound } from '../status/status.ts';
import { strategyOf } from '../strategies/strategies.ts';
import { parseJson } from './json-body.ts';
import { checkName, checkShape } from './object-body.ts';
import type { ResourceCall } from './route.ts';
import { writeOptions } from './write-options.ts';
import { decoded, placeOf, storeChanged } from './write.ts';

/** A merge patch (RFC 7386) of an object that is there. */
export function mergePatch(call: ResourceCall): Answer {
  const { resource, target, query, request, store, clock } = call;
  const { manager, dryRun } = writeOptions('PatchOptions', query, request);
  const before = store.get(resource.plural, placeOf(call));
  if (before === undefined) throw notFound(target);
  const patched = merged(before, patchBody(request.body)) as ApiObject; // its shape is looked at before anything else
  checkShape(call, patched);
  checkName(call, patched);
  const object = decoded(call, strategyOf(resource.plural).defaults(patched));
  const after = recordUpdate(before, object, { resource, manager, now: clock.now() });
  return jsonAnswer(storeChanged(call, { before, after }, { dryRun }));
}

function patchBody(text: string): JsonMap {
  const patch = parseJson(text, 'error decoding patch');
  if (isJsonMap(patch)) return patch;
  throw badRequest('error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}');
}

/** RFC 7386, section 2. */
function merged(target: unknown, patch: unknown): unknown {
  if (!isJsonMap(patch)) return patch;
  const result = new Map(Object.entries(mapOf(target)));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, merged(result.get(key), value));
  }
  return Object.fromEntries(result);
}

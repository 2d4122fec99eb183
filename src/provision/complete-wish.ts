import { RESOURCES } from '../apisix/view.ts';
import { listOf, mapOf } from '../kube/json-map.ts';
import type { JsonMap } from '../kube/json-map.ts';
import { labelOf, metadataOf } from '../kube/kube-object.ts';
import { INSTANCE_LABEL, isOurs, MANAGED_BY } from '../token/marks.ts';
import type { LiveObject } from './live-object.ts';
import type { AccountWish, OpenWish } from './wish.ts';
import { FIELD_MANAGER } from './write-object.ts';

/** The objects of an account that tell what it has. */
export interface LiveAccount {
  readonly account: LiveObject;
  readonly role: LiveObject;
}

/**
 * The wish with what the user left open: as the account has it, so that a later run without the flags of the first takes nothing away; for
 * what is not ours, or not there, the least that the gateway needs. Absent `live`: nobody has looked.
 */
export function completeWish({ neededResources = [], ...wish }: OpenWish, live?: LiveAccount): AccountWish {
  const account = ownObject(live?.account);
  const role = ownObject(live?.role);
  const granted = listOf(role?.['rules']).map(mapOf);
  const resources = RESOURCES.filter(
    (resource) => neededResources.includes(resource) || granted.some((rule) => listOf(rule['resources']).includes(resource)),
  );
  return {
    resources: resources.length === 0 ? ['endpoints'] : resources,
    docsVerbs: granted.some(({ verbs }) => listOf(verbs).includes('get')),
    labels: { ...furtherLabels(role), ...furtherLabels(account) },
    ...wish,
  };
}

function ownObject(live: LiveObject | undefined): JsonMap | undefined {
  return live?.kind === 'present' && isOurs(live.object) ? live.object : undefined;
}

/** Labels that this program has set for the user: those of others stay by themselves. */
function furtherLabels(object: JsonMap | undefined): Readonly<Record<string, string>> {
  if (object === undefined) return {};
  const entries = listOf(metadataOf(object)['managedFields']).map(mapOf);
  const own = entries.filter(({ manager, operation }) => manager === FIELD_MANAGER && operation === 'Apply');
  const fields = own.flatMap(({ fieldsV1 }) => Object.keys(mapOf(mapOf(mapOf(fieldsV1)['f:metadata'])['f:labels'])));
  // FieldsV1 writes the label `team` as `f:team`, and the map of labels itself as a dot.
  const keys = fields.flatMap((field) => /^f:(.+)$/.exec(field)?.[1] ?? []);
  const further = keys.filter((key) => key !== MANAGED_BY.key && key !== INSTANCE_LABEL);
  return Object.fromEntries(further.map((key) => [key, labelOf(object, key) ?? '']));
}

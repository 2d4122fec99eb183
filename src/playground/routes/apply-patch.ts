import { jsonAnswer } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { applyObject } from '../apply/apply-object.ts';
import { authorize } from '../rbac/authorizer.ts';
import { conflict } from '../status/status.ts';
import { strategyOf } from '../strategies/strategies.ts';
import { appliedBody } from './object-body.ts';
import type { ResourceCall } from './route.ts';
import { applyOptions } from './write-options.ts';
import { placeOf, storeChanged, storeNew } from './write.ts';

/** Server-side apply: 200 with the changed object, or 201 with a new one, for which the right to create is needed as well. */
export function applyPatch(call: ResourceCall): Answer {
  const { resource, target, query, identity, store, clock } = call;
  const { dryRun, ...options } = applyOptions(query);
  const config = appliedBody(call);
  const before = store.get(resource.plural, placeOf(call));
  if (before === undefined) authorize(store, identity, { ...target, verb: 'create' });
  const asked = config.metadata.resourceVersion;
  if (before !== undefined && asked !== undefined && asked !== before.metadata.resourceVersion) throw conflict(target);

  const { resourceVersion: _asked, ...metadata } = config.metadata;
  const applied = applyObject(before, { ...config, metadata }, { ...options, resource, now: clock.now() });
  const after = strategyOf(resource.plural).defaults(applied);
  return before === undefined
    ? jsonAnswer(storeNew(call, after, { dryRun }), 201)
    : jsonAnswer(storeChanged(call, { before, after }, { dryRun }));
}

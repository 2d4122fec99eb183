import { jsonAnswer } from '../answer.ts';
import { recordUpdate } from '../apply/record-update.ts';
import { notFound } from '../status/status.ts';
import { checkName, objectBody } from './object-body.ts';
import type { Route } from './route.ts';
import { writeOptions } from './write-options.ts';
import { decoded, placeOf, storeChanged } from './write.ts';

/** Replaces an object. With a resourceVersion in its metadata only that very state of it (409 otherwise). */
export const update: Route = {
  verb: 'update',
  answer(call) {
    const { resource, target, query, request, store, clock } = call;
    const { manager, dryRun } = writeOptions('UpdateOptions', query, request);
    const object = decoded(call, objectBody(call));
    checkName(call, object);
    const before = store.get(resource.plural, placeOf(call));
    if (before === undefined) throw notFound(target);
    const after = recordUpdate(before, object, { resource, manager, now: clock.now() });
    return jsonAnswer(storeChanged(call, { before, after }, { dryRun }));
  },
};

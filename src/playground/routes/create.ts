import { jsonAnswer } from '../answer.ts';
import { recordUpdate } from '../apply/record-update.ts';
import { methodNotAllowed } from '../status/status.ts';
import { objectBody } from './object-body.ts';
import type { Route } from './route.ts';
import { writeOptions } from './write-options.ts';
import { decoded, storeNew } from './write.ts';

/** Creates an object; a namespaced one needs its namespace to exist. */
export const create: Route = {
  verb: 'create',
  answer(call) {
    const { resource, target, query, request, clock } = call;
    if (resource.namespaced && target.namespace === undefined) throw methodNotAllowed();
    const { manager, dryRun } = writeOptions('CreateOptions', query, request);
    const object = recordUpdate(undefined, decoded(call, objectBody(call)), { resource, manager, now: clock.now() });
    return jsonAnswer(storeNew(call, object, { dryRun }), 201);
  },
};

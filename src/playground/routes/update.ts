import { jsonAnswer } from '../answer.ts';
import { badRequest } from '../status.ts';
import { objectBody } from './object-body.ts';
import type { Route } from './route.ts';

/** Replaces an object. With a resourceVersion in its metadata only that very state of it (409 otherwise). */
export const update: Route = {
  verb: 'update',
  answer(call) {
    const object = objectBody(call);
    const { name } = object.metadata;
    if (name !== call.target.name) {
      throw badRequest(`the name of the object (${name}) does not match the name on the URL (${call.target.name ?? ''})`);
    }
    return jsonAnswer(call.store.update(call.resource.plural, object));
  },
};

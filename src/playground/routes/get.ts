import { jsonAnswer } from '../answer.ts';
import { notFound } from '../status/status.ts';
import type { Route } from './route.ts';
import { placeOf } from './write.ts';

/** One object. */
export const get: Route = {
  verb: 'get',
  answer(call) {
    const object = call.store.get(call.resource.plural, placeOf(call));
    if (object === undefined) throw notFound(call.target);
    return jsonAnswer(object);
  },
};

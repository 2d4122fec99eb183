import { jsonAnswer } from '../answer.ts';
import { notFound } from '../status.ts';
import type { Route } from './route.ts';

/** One object. */
export const get: Route = {
  verb: 'get',
  answer({ resource, target, store }) {
    const at = { namespace: resource.namespaced ? target.namespace : undefined, name: target.name ?? '' };
    const object = store.get(resource.plural, at);
    if (object === undefined) throw notFound(target);
    return jsonAnswer(object);
  },
};

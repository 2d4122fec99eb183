import { jsonAnswer } from '../answer.ts';
import { namespaceObject } from '../service-objects.ts';
import { methodNotAllowed, notFound } from '../status.ts';
import { objectBody } from './object-body.ts';
import type { Route } from './route.ts';

/** Creates an object; a namespaced one needs its namespace to exist. */
export const create: Route = {
  verb: 'create',
  answer(call) {
    const { resource, target, store } = call;
    if (resource.namespaced && target.namespace === undefined) throw methodNotAllowed();
    const object = objectBody(call);
    const { namespace } = object.metadata;
    if (namespace !== undefined && store.get('namespaces', { name: namespace }) === undefined) {
      throw notFound({ plural: 'namespaces', group: '', name: namespace });
    }
    return jsonAnswer(store.create(resource.plural, resource.plural === 'namespaces' ? namespaceObject(object) : object), 201);
  },
};

import type { ApiObject } from '../api-object.ts';
import { PLAIN } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** Namespaces carry their name as a label, and are active at once. */
export const namespaceStrategy: Strategy = {
  ...PLAIN,
  defaults: ({ metadata, ...fields }) => ({
    ...fields,
    metadata: { ...metadata, labels: { 'kubernetes.io/metadata.name': metadata.name, ...metadata.labels } },
  }),
  prepare: (object) => ({ ...object, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }),
};

/** A Namespace as it stands after it was created. */
export function namespaceObject(name: string): ApiObject {
  return namespaceStrategy.prepare(namespaceStrategy.defaults({ metadata: { name } }));
}

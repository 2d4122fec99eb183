import type { ObjectReference } from '../kube/kube-object.ts';

/** An object for people: `ServiceAccount default/apisix-discovery`. */
export function objectText({ kind, namespace, name }: Omit<ObjectReference, 'apiVersion'>): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

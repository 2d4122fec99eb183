import type { JsonMap } from '../kube/json-map.ts';
import { annotationOf, labelOf } from '../kube/kube-object.ts';
import { isObjectName } from '../kube/object-name.ts';

/** The label by which this program knows its own objects again. */
export const MANAGED_BY = { key: 'app.kubernetes.io/managed-by', value: 'k8s-disco' } as const;

/** The label that says for which account an object was made. */
export const INSTANCE_LABEL = 'app.kubernetes.io/instance';

/** On the ServiceAccount: which Secret holds its token now. So a token that was rotated away does not come back with the name of its Secret. */
export const TOKEN_SECRET_ANNOTATION = 'k8s-disco/token-secret';

/** Whether an object carries our label. */
export function isOurs(object: JsonMap): boolean {
  return labelOf(object, MANAGED_BY.key) === MANAGED_BY.value;
}

/**
 * The Secret that holds the token of an account, as its annotation remembers; undefined where it remembers none, or what cannot be a name, nor
 * stand in a path.
 */
export function rememberedSecret(account: JsonMap): string | undefined {
  const name = annotationOf(account, TOKEN_SECRET_ANNOTATION);
  return name !== undefined && isObjectName(name) ? name : undefined;
}

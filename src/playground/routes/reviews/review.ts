import type { JsonMap } from '../../../kube/json-map.ts';
import type { Call } from '../route.ts';

/** A question that is asked by creating an object, which is never stored. A new one costs a file here and a line in the list. */
export interface Review {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
  /** The answer's fields beside `kind` and `apiVersion`. Refuses by throwing a StatusError. */
  readonly answer: (call: Call, spec: JsonMap) => object;
}

/** The API group of reviews about who somebody is; served as v1 alone. */
export const AUTHENTICATION = 'authentication.k8s.io';
/** The API group of reviews about what somebody may do; served as v1 alone. */
export const AUTHORIZATION = 'authorization.k8s.io';

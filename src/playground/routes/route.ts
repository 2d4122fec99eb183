import type { Clock } from '../../time/clock.ts';
import type { Answer } from '../answer.ts';
import type { HttpRequest, ResourceRequest } from '../api-request.ts';
import type { Identity } from '../authentication/identity.ts';
import type { ServedResource } from '../resource.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { TokenKey } from '../tokens/token-key.ts';

/** A request that was let in, with all that is needed to answer it. */
export interface Call {
  readonly request: HttpRequest;
  readonly target: ResourceRequest;
  readonly query: URLSearchParams;
  readonly identity: Identity;
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly tokenKey: TokenKey;
}

/** A call for a resource of the table. */
export interface ResourceCall extends Call {
  readonly resource: ServedResource;
}

/** One thing the API server can do with resources. `answer` refuses by throwing a StatusError. */
export interface Route {
  readonly verb: string;
  readonly answer: (call: ResourceCall) => Answer;
}

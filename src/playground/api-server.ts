import type { Clock } from '../time/clock.ts';
import { answerOrRefusal } from './answer.ts';
import type { Answer } from './answer.ts';
import { requestTarget } from './api-request.ts';
import type { HttpRequest, RequestTarget } from './api-request.ts';
import { authenticate } from './authentication/authenticate.ts';
import { impersonate } from './authentication/impersonation.ts';
import type { FaultPlan } from './faults/plan.ts';
import { parseFieldSelector } from './query/field-selector.ts';
import { authorize } from './rbac/authorizer.ts';
import { answerPath } from './routes/paths.ts';
import { answerResource } from './routes/resource-routes.ts';
import { unauthorized } from './status/status.ts';
import type { ObjectStore } from './store/object-store.ts';
import type { TokenKey } from './tokens/token-key.ts';

/** What an API server answers from. */
export interface ApiServerState {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly tokenKey: TokenKey;
  readonly faults: FaultPlan;
}

/** An answer with what the request log tells about it. */
export interface Outcome {
  readonly answer: Answer;
  readonly path: string;
  readonly query: string;
  /** Empty where the token was refused. */
  readonly user: string;
}

/** Answers one request: who is it, may they, and then the route. The whole API server but for the sockets; never throws for what a client sends. */
export function answerRequest(state: ApiServerState, request: HttpRequest): Outcome {
  const [path = '', queryText = ''] = request.url.split(/\?([^]*)/);
  const query = new URLSearchParams(queryText);
  const target = requestTarget(request.method, path, query);
  const { store, clock, tokenKey } = state;
  let user = '';
  const respond = (): Answer => {
    const sender = authenticate(request.authorization, { store, key: tokenKey, now: clock.now() });
    if (!sender.ok) throw unauthorized();
    user = sender.identity.user;
    const identity = impersonate(store, sender.identity, request.impersonation);
    user = identity.user;
    const faulty = state.faults.replace({ target, user, query });
    if (faulty !== undefined) return faulty;
    if (target.kind === 'path') {
      authorize(store, identity, target);
      return answerPath(path, tokenKey);
    }
    authorize(store, identity, { ...target, name: target.name ?? selectedName(target, query) });
    return answerResource({ request, target, query, identity, store, clock, tokenKey });
  };
  const answer = state.faults.disturb(answerOrRefusal(respond), clock);
  return { answer, path, query: queryText, user };
}

/** A list or watch narrowed to one name counts as one about that name, in rights and in refusals. A malformed selector is none of RBAC's business. */
function selectedName(target: RequestTarget, query: URLSearchParams): string | undefined {
  if (target.kind === 'path' || (target.verb !== 'list' && target.verb !== 'watch')) return undefined;
  try {
    return parseFieldSelector(query.get('fieldSelector') ?? '', target.plural).name;
  } catch {
    return undefined;
  }
}

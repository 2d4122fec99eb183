import { answerOrRefusal, textAnswer, withHeader } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { findResource } from '../resource.ts';
import { methodNotAllowed, unknownResource } from '../status/status.ts';
import { GROUPS } from './api-groups.ts';
import { create } from './create.ts';
import { deleteRoute } from './delete.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { patch } from './patch.ts';
import { answerReview, findReview } from './reviews/reviews.ts';
import type { Call, Route } from './route.ts';
import { answerTokenRequest, isTokenRequest } from './token-request.ts';
import { update } from './update.ts';
import { watch } from './watch.ts';

const ROUTES: readonly Route[] = [list, watch, get, create, update, patch, deleteRoute];

/** Answers a request for a resource. What no route serves is refused by throwing a StatusError, but for the plain 404 of an unknown group. */
export function answerResource(call: Call): Answer {
  const { target } = call;
  if (!GROUPS.includes(target.group)) return textAnswer('404 page not found\n', 404);
  const review = findReview(target);
  if (review !== undefined) return answerReview(review, call);
  if (isTokenRequest(target)) return answerTokenRequest(call);
  const resource = findResource(target);
  const lacksNamespace = resource?.namespaced === true && target.name !== undefined && target.namespace === undefined;
  if (resource === undefined || target.subresource !== '' || lacksNamespace) throw unknownResource();
  const route = ROUTES.find(({ verb }) => verb === target.verb);
  if (route === undefined) throw methodNotAllowed();
  // From here on the warning goes with refusals too.
  const answer = answerOrRefusal(() => route.answer({ ...call, resource }));
  return resource.deprecation === undefined ? answer : withHeader(answer, 'warning', `299 - "${resource.deprecation}"`);
}

import { mapOf } from '../../../kube/json-map.ts';
import { jsonAnswer } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ResourceRequest } from '../../api-request.ts';
import { methodNotAllowed, unknownResource } from '../../status/status.ts';
import { parseJsonBody } from '../json-body.ts';
import type { Call } from '../route.ts';
import type { Review } from './review.ts';
import { selfSubjectAccessReview } from './self-subject-access-review.ts';
import { selfSubjectReview } from './self-subject-review.ts';
import { selfSubjectRulesReview } from './self-subject-rules-review.ts';
import { tokenReview } from './token-review.ts';

/** Every review that the playground answers. */
export const REVIEWS: readonly Review[] = [selfSubjectReview, tokenReview, selfSubjectAccessReview, selfSubjectRulesReview];

/** The review that a path names, or undefined. */
export function findReview({ group, version, plural }: ResourceRequest): Review | undefined {
  return version === 'v1' ? REVIEWS.find((review) => review.group === group && review.plural === plural) : undefined;
}

/** Answers a review, which can only be created. */
export function answerReview({ group, kind, answer }: Review, call: Call): Answer {
  const { target, request } = call;
  if (target.name !== undefined) throw unknownResource();
  if (target.verb !== 'create') throw methodNotAllowed();
  const { spec } = parseJsonBody(request, kind);
  return jsonAnswer({ kind, apiVersion: `${group}/v1`, ...answer(call, mapOf(spec)) }, 201);
}

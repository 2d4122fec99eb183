import { statusAnswer, textAnswer, withHeader } from '../answer.ts';
import type { BodyAnswer } from '../answer.ts';
import { decodeContinue, encodeContinue } from '../query/continue-token.ts';
import { refusal } from '../rbac/authorizer.ts';
import { expiredContinue, tooOldFor } from '../status/expired.ts';
import { StatusError, unauthorized } from '../status/status.ts';
import type { Asked, Fault } from './fault.ts';

const RETRY_AFTER_SECONDS = 1;

function internalError(): BodyAnswer {
  const cause = 'etcdserver: request timed out';
  const details = { causes: [{ message: cause }] };
  return statusAnswer(
    new StatusError({ message: `Internal error occurred: ${cause}`, reason: 'InternalError', details, code: 500 }),
  );
}

const LOGIN_PORTAL =
  '<!doctype html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>\n';

/** The token of a request for page 2 or later, or undefined for any other. */
function laterPage({ target, query }: Asked): string | undefined {
  return target.verb === 'list' ? (query.get('continue') ?? undefined) : undefined;
}

function forbid({ target, user }: Asked): BodyAnswer | undefined {
  return target.kind === 'resource' ? statusAnswer(refusal(user, target)) : undefined;
}

/** Requests that are answered with something else than what they asked for. */
export const REFUSALS: readonly Fault[] = [
  { kind: '401', summary: 'every token is refused', stage: 'request', replace: () => statusAnswer(unauthorized()) },
  { kind: '403', summary: 'no rights to any resource', stage: 'request', replace: forbid },
  {
    kind: '403-watch',
    summary: 'list is allowed, watch is not',
    stage: 'request',
    replace: (asked) => (asked.target.verb === 'watch' ? forbid(asked) : undefined),
  },
  {
    kind: '429',
    summary: 'too many requests, with Retry-After',
    stage: 'request',
    replace: () =>
      withHeader(textAnswer('Too many requests, please try again later.\n', 429), 'retry-after', String(RETRY_AFTER_SECONDS)),
  },
  { kind: '500', summary: 'etcd does not answer the API server', stage: 'request', replace: internalError },
  {
    kind: '410-http',
    summary: 'a watch is refused with HTTP 410',
    stage: 'request',
    replace: ({ target }) => (target.verb === 'watch' ? statusAnswer(tooOldFor('watch')) : undefined),
  },
  {
    kind: 'bad-page-2',
    summary: 'page 2 of a list and later ones fail with 500',
    stage: 'request',
    replace: (asked) => (laterPage(asked) === undefined ? undefined : internalError()),
  },
  {
    kind: 'expired-page-2',
    summary: 'page 2 of a list and later ones are gone (410)',
    stage: 'request',
    replace(asked) {
      const token = laterPage(asked);
      if (token === undefined) return undefined;
      return statusAnswer(expiredContinue(encodeContinue({ ...decodeContinue(token), resourceVersion: -1 })));
    },
  },
  {
    kind: 'html',
    summary: 'a login portal answers instead of the API server',
    stage: 'request',
    replace: () => ({ kind: 'body', status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: LOGIN_PORTAL }),
  },
];

import { aggregateText } from '../go-text.ts';
import { qualifiedName } from '../resource.ts';
import type { FieldError } from './field-error.ts';

/** The `Status` object with which an API server refuses a request, or ends a watch. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: { readonly continue?: string };
  readonly status: 'Failure';
  readonly message: string;
  readonly reason?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly code: number;
}

/** A refusal on its way to the client, or to whoever called the store: `status` is the whole body, `headers` go with it. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly status: Status;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: Pick<Status, 'message' | 'code' | 'reason' | 'details'> & { continue?: string },
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(status.message);
    const { continue: token, code, ...rest } = status;
    const metadata = token === undefined ? {} : { continue: token };
    this.status = { kind: 'Status', apiVersion: 'v1', metadata, status: 'Failure', ...rest, code };
    this.headers = headers;
  }
}

/** What a refusal is about. `name` is absent for a whole collection. */
export interface Target {
  readonly plural: string;
  readonly group: string;
  readonly name?: string | undefined;
}

function targetDetails({ name, group, plural }: Target): Record<string, string> {
  return { ...(name === undefined ? {} : { name }), ...(group === '' ? {} : { group }), kind: plural };
}

/** `endpoints "cms"`, or `endpoints` for the collection. */
function targetText({ name, group, plural }: Target): string {
  return qualifiedName(plural, group) + (name === undefined ? '' : ` "${name}"`);
}

/** 400 in the words given. */
export function badRequest(message: string): StatusError {
  return new StatusError({ message, reason: 'BadRequest', code: 400 });
}

/** 401. The body is the same for every kind of bad token; only a TokenReview tells them apart. */
export function unauthorized(): StatusError {
  return new StatusError({ message: 'Unauthorized', reason: 'Unauthorized', code: 401 });
}

/** 403 for a resource; `why` ends in `at the cluster scope` or `in the namespace "x"`. */
export function forbidden(target: Target, why: string): StatusError {
  return new StatusError({
    message: `${targetText(target)} is forbidden: ${why}`,
    reason: 'Forbidden',
    details: targetDetails(target),
    code: 403,
  });
}

/** 403 for a path that is no resource. */
export function forbiddenPath(why: string): StatusError {
  return new StatusError({
    message: `forbidden: ${why}`,
    reason: 'Forbidden',
    details: {},
    code: 403,
  });
}

/** 422 for an object, or for options, that break a rule. */
export function invalid(
  { kind, group, name = '' }: { readonly kind: string; readonly group: string; readonly name?: string },
  causes: readonly FieldError[],
): StatusError {
  const problems = causes.map(({ field, message }) => `${field}: ${message}`);
  const details = {
    ...(name === '' ? {} : { name }),
    ...(group === '' ? {} : { group }),
    ...(kind === '' ? {} : { kind }),
    causes,
  };
  return new StatusError({
    message: `${qualifiedName(kind, group)} "${name}" is invalid: ${aggregateText(problems)}`,
    reason: 'Invalid',
    details,
    code: 422,
  });
}

/** 404 for one object. */
export function notFound(target: Target): StatusError {
  return new StatusError({
    message: `${targetText(target)} not found`,
    reason: 'NotFound',
    details: targetDetails(target),
    code: 404,
  });
}

/** 404 for a resource or version that this server does not know. */
export function unknownResource(): StatusError {
  return new StatusError({
    message: 'the server could not find the requested resource',
    reason: 'NotFound',
    details: {},
    code: 404,
  });
}

/** 415 for a body of a type that the verb does not take. */
export function unsupportedMediaType(): StatusError {
  return new StatusError({ message: '415: Unsupported Media Type', reason: 'UnsupportedMediaType', details: {}, code: 415 });
}

/** 405, such as POST on a collection of all namespaces. */
export function methodNotAllowed(): StatusError {
  const message = 'the server does not allow this method on the requested resource';
  return new StatusError({ message, reason: 'MethodNotAllowed', details: {}, code: 405 });
}

/** 409 on create. */
export function alreadyExists(target: Target): StatusError {
  return new StatusError({
    message: `${targetText(target)} already exists`,
    reason: 'AlreadyExists',
    details: targetDetails(target),
    code: 409,
  });
}

/** 409 on update with an old resourceVersion. */
export function conflict(target: Target): StatusError {
  const cause = 'the object has been modified; please apply your changes to the latest version and try again';
  const message = `Operation cannot be fulfilled on ${targetText(target)}: ${cause}`;
  return new StatusError({ message, reason: 'Conflict', details: targetDetails(target), code: 409 });
}

/** 409 where `target` is not what the writer takes it for; `why` says in what. */
export function conflictingState(target: { readonly kind: string; readonly name: string }, why: string): StatusError {
  const message = `Operation cannot be fulfilled on ${target.kind} "${target.name}": ${why}`;
  return new StatusError({ message, reason: 'Conflict', details: { name: target.name, kind: target.kind }, code: 409 });
}

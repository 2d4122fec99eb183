import { jsonAnswer, withHeader } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { StoredObject } from '../api-object.ts';
import { badRequest, conflictingState, invalid, methodNotAllowed, notFound } from '../status.ts';
import { invalidValue } from '../strategies/field-error.ts';
import { timeText } from '../time-text.ts';
import { signBoundToken } from '../tokens/sign-token.ts';
import { CLUSTER_ISSUER } from '../tokens/token-claims.ts';
import type { BoundObject } from '../tokens/token-claims.ts';
import { isRecord, parseJsonBody, textField } from './json-body.ts';
import { AUTHENTICATION } from './reviews/review.ts';
import type { Call } from './route.ts';

const KIND = 'TokenRequest';
const DEFAULT_SECONDS = 3600;
const LEAST_SECONDS = 600;
const MOST_SECONDS = 2 ** 32;

/** Whether a request is for `serviceaccounts/NAME/token`. */
export function isTokenRequest({ group, plural, subresource, namespace }: ResourceRequest): boolean {
  return group === '' && plural === 'serviceaccounts' && subresource === 'token' && namespace !== undefined;
}

/**
 * Issues a token for a service account (pkg/registry/core/serviceaccount/storage/token.go): an hour for the API server itself unless the spec says otherwise,
 * with a Warning header where it was cut short.
 */
export function answerTokenRequest(call: Call): Answer {
  const { target, request, clock, tokenKey, maxTokenSeconds } = call;
  if (target.verb !== 'create') throw methodNotAllowed();
  const { metadata, spec: given } = parseJsonBody(request, KIND);
  const spec = isRecord(given) ? given : {};
  const asked = expirationSeconds(spec);
  const account = requestedAccount(call, isRecord(metadata) ? metadata : {});
  const boundTo = boundObject(call, spec['boundObjectRef']);

  const seconds = Math.min(asked, maxTokenSeconds);
  const now = clock.now();
  const { name, namespace = '', uid } = account.metadata;
  const audiences =
    Array.isArray(spec['audiences']) && spec['audiences'].length > 0 ? spec['audiences'].map(String) : [CLUSTER_ISSUER];
  const terms = { now, lifetimeSeconds: seconds, audiences, ...(boundTo === undefined ? {} : { boundTo }) };
  const answer = jsonAnswer(
    {
      kind: KIND,
      apiVersion: `${AUTHENTICATION}/v1`,
      metadata: { name, namespace, uid, creationTimestamp: timeText(now) },
      spec: { audiences, expirationSeconds: seconds, boundObjectRef: spec['boundObjectRef'] ?? null },
      status: {
        token: signBoundToken(tokenKey, { namespace, name, uid }, terms),
        expirationTimestamp: timeText(now + seconds * 1000),
      },
    },
    201,
  );
  if (seconds === asked) return answer;
  return withHeader(answer, 'warning', `299 - "requested expiration of ${asked} seconds shortened to ${seconds} seconds"`);
}

function expirationSeconds({ expirationSeconds: asked = DEFAULT_SECONDS }: Readonly<Record<string, unknown>>): number {
  const problem = (why: string) =>
    invalid({ kind: KIND, group: AUTHENTICATION }, [invalidValue('spec.expirationSeconds', asked, why)]);
  if (typeof asked !== 'number' || asked < LEAST_SECONDS) throw problem('may not specify a duration less than 10 minutes');
  if (asked > MOST_SECONDS) throw problem('may not specify a duration larger than 2^32 seconds');
  return asked;
}

/** The account of the path; the metadata of the body may only agree. */
function requestedAccount({ target, store }: Call, metadata: Readonly<Record<string, unknown>>): StoredObject {
  const { namespace = '', name = '' } = target;
  if (metadata['namespace'] !== undefined && metadata['namespace'] !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (store.get('namespaces', { name: namespace }) === undefined) {
    throw notFound({ plural: 'namespaces', group: '', name: namespace });
  }
  const account = store.get('serviceaccounts', { namespace, name });
  if (account === undefined) throw notFound({ plural: 'serviceaccounts', group: '', name });
  if (metadata['name'] !== undefined && metadata['name'] !== name) {
    const why = 'must match the service account name if specified';
    throw invalid({ kind: KIND, group: AUTHENTICATION, name }, [invalidValue('metadata.name', metadata['name'], why)]);
  }
  return account;
}

/** The Secret or pod that the token is to end with, or undefined. */
function boundObject({ target, store }: Call, reference: unknown): BoundObject | undefined {
  if (!isRecord(reference)) return undefined;
  const [kind, apiVersion] = [textField(reference, 'kind'), textField(reference, 'apiVersion')];
  if (apiVersion !== 'v1' || (kind !== 'Secret' && kind !== 'Pod')) {
    throw badRequest(`cannot bind token to object of type /${apiVersion}, Kind=${kind}`);
  }
  const name = textField(reference, 'name');
  if (name === '') throw badRequest('Name parameter required.');
  const plural = kind === 'Secret' ? 'secrets' : 'pods';
  const object = store.get(plural, { namespace: target.namespace, name });
  if (object === undefined) throw notFound({ plural, group: '', name });
  const [asked, { uid }] = [textField(reference, 'uid'), object.metadata];
  if (asked !== '' && asked !== uid) {
    const why = `the UID in the bound object reference (${asked}) does not match the UID in record. The object might have been deleted and then recreated`;
    throw conflictingState({ kind, name }, why);
  }
  return { kind, name, uid };
}

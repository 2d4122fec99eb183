import { isJsonMap, listOf, mapOf, textOf } from '../../kube/json-map.ts';
import type { JsonMap } from '../../kube/json-map.ts';
import { jsonAnswer } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { StoredObject } from '../api-object.ts';
import type { ResourceRequest } from '../api-request.ts';
import { invalidValue } from '../status/field-error.ts';
import { badRequest, conflictingState, invalid, methodNotAllowed, notFound } from '../status/status.ts';
import { timeText } from '../time-text.ts';
import { signBoundToken } from '../tokens/sign-token.ts';
import { CLUSTER_ISSUER } from '../tokens/token-claims.ts';
import type { BoundObject } from '../tokens/token-claims.ts';
import { parseJsonBody } from './json-body.ts';
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
 * Issues a token for a service account (pkg/registry/core/serviceaccount/storage/token.go): an hour for the API server itself unless the spec says otherwise.
 * Nothing cuts it short.
 */
export function answerTokenRequest(call: Call): Answer {
  const { target, request, clock, tokenKey } = call;
  if (target.verb !== 'create') throw methodNotAllowed();
  const { metadata, spec } = parseJsonBody(request, KIND);
  const { audiences: wanted, expirationSeconds, boundObjectRef } = mapOf(spec);
  const lifetimeSeconds = lifetimeOf(expirationSeconds);
  const account = requestedAccount(call, mapOf(metadata));
  const boundTo = boundObject(call, boundObjectRef);

  const now = clock.now();
  const { name, namespace = '', uid } = account.metadata;
  const audiences = listOf(wanted).length > 0 ? listOf(wanted).map(String) : [CLUSTER_ISSUER];
  const terms = { now, lifetimeSeconds, audiences, ...(boundTo === undefined ? {} : { boundTo }) };
  return jsonAnswer(
    {
      kind: KIND,
      apiVersion: `${AUTHENTICATION}/v1`,
      metadata: { name, namespace, uid, creationTimestamp: timeText(now) },
      spec: { audiences, expirationSeconds: lifetimeSeconds, boundObjectRef: boundObjectRef ?? null },
      status: {
        token: signBoundToken(tokenKey, { namespace, name, uid }, terms),
        expirationTimestamp: timeText(now + lifetimeSeconds * 1000),
      },
    },
    201,
  );
}

/** In seconds. */
function lifetimeOf(asked: unknown = DEFAULT_SECONDS): number {
  const problem = (why: string) =>
    invalid({ kind: KIND, group: AUTHENTICATION }, [invalidValue('spec.expirationSeconds', asked, why)]);
  if (typeof asked !== 'number' || asked < LEAST_SECONDS) throw problem('may not specify a duration less than 10 minutes');
  if (asked > MOST_SECONDS) throw problem('may not specify a duration larger than 2^32 seconds');
  return asked;
}

/** The account of the path; the metadata of the body may only agree. */
function requestedAccount({ target, store }: Call, metadata: JsonMap): StoredObject {
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
  if (!isJsonMap(reference)) return undefined;
  const [kind = '', apiVersion = ''] = [textOf(reference['kind']), textOf(reference['apiVersion'])];
  if (apiVersion !== 'v1' || (kind !== 'Secret' && kind !== 'Pod')) {
    throw badRequest(`cannot bind token to object of type /${apiVersion}, Kind=${kind}`);
  }
  const name = textOf(reference['name']);
  if (name === undefined) throw badRequest('Name parameter required.');
  const plural = kind === 'Secret' ? 'secrets' : 'pods';
  const object = store.get(plural, { namespace: target.namespace, name });
  if (object === undefined) throw notFound({ plural, group: '', name });
  const { uid } = object.metadata;
  const asked = textOf(reference['uid']) ?? uid;
  if (asked !== uid) {
    const why = `the UID in the bound object reference (${asked}) does not match the UID in record. The object might have been deleted and then recreated`;
    throw conflictingState({ kind, name }, why);
  }
  return { kind, name, uid };
}

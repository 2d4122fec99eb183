import { readJson } from '../kube/ask.ts';
import type { Asking } from '../kube/ask.ts';
import { listOf, mapOf, textOf } from '../kube/json-map.ts';
import type { JsonMap } from '../kube/json-map.ts';
import { annotationOf, collectionPath, labelOf, metadataOf, readObject } from '../kube/kube-object.ts';
import { SERVICE_ACCOUNT_ANNOTATION, SERVICE_ACCOUNT_UID_ANNOTATION, TOKEN_SECRET_TYPE } from './account.ts';
import type { AccountName } from './account.ts';
import { isOurs } from './marks.ts';

/** A Secret by its place. */
export interface SecretName {
  readonly namespace: string;
  readonly name: string;
}

/** A Secret of type kubernetes.io/service-account-token, but for what it holds. */
export interface TokenSecret extends SecretName {
  /** Whose token it is to hold; empty for one that no API server would have taken. */
  readonly account: string;
  /** The account's uid, which the token controller writes together with the token. Another than the account has: the token is refused. */
  readonly accountUid: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number | undefined;
  /** Whether it carries our label. */
  readonly isOurs: boolean;
  /** The day, such as `2026-11-21`, on which the API server last took the token; undefined before 1.26 and for a token never used. */
  readonly lastUsed: string | undefined;
  /** The day from which on the API server refuses the token, as nobody had used it for a year (KEP-2799). */
  readonly invalidSince: string | undefined;
}

/** A token Secret that the token controller has filled. Holds a secret. */
export interface FilledSecret extends TokenSecret {
  readonly kind: 'filled';
  /** Decoded once, ready to be sent. */
  readonly token: string;
}

/** One that it has not filled yet: it does so within milliseconds, unless it is down. */
export interface WaitingSecret extends TokenSecret {
  readonly kind: 'waiting';
}

/** What is under the name of a token Secret. */
export type SecretReading =
  | { readonly kind: 'absent' }
  /** A Secret of another type, such as Opaque: no controller ever fills it, and the type cannot be changed. */
  | { readonly kind: 'other-type'; readonly type: string }
  | WaitingSecret
  | FilledSecret;

/** The API server writes it when it takes a token of a Secret (KEP-2799). */
const LAST_USED_LABEL = 'kubernetes.io/legacy-token-last-used';
/** The legacy token clean-up writes it; while it is there, the token is refused. */
export const INVALID_SINCE_LABEL = 'kubernetes.io/legacy-token-invalid-since';

const SECRET = { apiVersion: 'v1', kind: 'Secret' } as const;

/** Reads a token Secret as it is now. Rejects with a {@link KubeError}. */
export async function readSecretToken({ namespace, name }: SecretName, asking: Asking): Promise<SecretReading> {
  const secret = await readObject({ ...SECRET, namespace, name }, asking);
  if (secret === undefined) return { kind: 'absent' };
  const type = textOf(secret['type']) ?? 'Opaque';
  return type === TOKEN_SECRET_TYPE ? tokenSecretOf(secret) : { kind: 'other-type', type };
}

/** All token Secrets of an account and of earlier accounts of that name, oldest first. Rejects with a {@link KubeError}. */
export async function listTokenSecrets(
  { namespace, name }: AccountName,
  asking: Asking,
): Promise<readonly (WaitingSecret | FilledSecret)[]> {
  const path = collectionPath({ ...SECRET, namespace });
  const { body } = await readJson({ path, query: { fieldSelector: `type=${TOKEN_SECRET_TYPE}` } }, asking);
  return listOf(body['items'])
    .map((item) => tokenSecretOf(mapOf(item)))
    .filter(({ account }) => account === name)
    .sort((left, right) => (left.createdAt ?? 0) - (right.createdAt ?? 0) || (left.name < right.name ? -1 : 1));
}

function tokenSecretOf(secret: JsonMap): WaitingSecret | FilledSecret {
  const data = mapOf(secret['data']);
  const token = decoded(data['token']);
  const head = headOf(secret);
  if (token === undefined) return { kind: 'waiting', ...head };
  return { kind: 'filled', ...head, token };
}

function headOf(secret: JsonMap): TokenSecret {
  const { namespace, name, creationTimestamp } = metadataOf(secret);
  const createdAt = Date.parse(textOf(creationTimestamp) ?? '');
  return {
    namespace: textOf(namespace) ?? '',
    name: textOf(name) ?? '',
    account: annotationOf(secret, SERVICE_ACCOUNT_ANNOTATION) ?? '',
    accountUid: annotationOf(secret, SERVICE_ACCOUNT_UID_ANNOTATION),
    createdAt: Number.isNaN(createdAt) ? undefined : createdAt,
    isOurs: isOurs(secret),
    lastUsed: labelOf(secret, LAST_USED_LABEL),
    invalidSince: labelOf(secret, INVALID_SINCE_LABEL),
  };
}

/** Blanks around it are nobody's token. */
function decoded(value: unknown): string | undefined {
  const encoded = textOf(value);
  return encoded === undefined ? undefined : textOf(Buffer.from(encoded, 'base64').toString('utf8').trim());
}

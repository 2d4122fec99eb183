import type { ApiObject } from '../api-object.ts';
import type { TokenSubject } from './token-claims.ts';

/** The type of a Secret that the token controller fills. */
const TOKEN_SECRET_TYPE = 'kubernetes.io/service-account-token';
/** On a Secret for a token: the account that the token is for. */
export const ACCOUNT_NAME_ANNOTATION = 'kubernetes.io/service-account.name';
/** Written by the token controller; a Secret that names another uid than the account has is deleted. */
export const ACCOUNT_UID_ANNOTATION = 'kubernetes.io/service-account.uid';

const LAST_USED_LABEL = 'kubernetes.io/legacy-token-last-used';
const INVALID_SINCE_LABEL = 'kubernetes.io/legacy-token-invalid-since';
const DAY_MS = 86_400_000;

/** Whether an object is a Secret for the token of a service account. */
export function isTokenSecret({ type }: ApiObject): boolean {
  return type === TOKEN_SECRET_TYPE;
}

/** The Secret with the keys and the annotation that the token controller writes. Without a CA there is no `ca.crt`. */
export function filledSecret<Secret extends ApiObject>(
  secret: Secret,
  account: TokenSubject,
  values: { readonly token: string; readonly caPem: string | undefined },
): Secret {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const { metadata } = secret;
  return {
    ...secret,
    metadata: {
      ...metadata,
      annotations: { ...metadata.annotations, [ACCOUNT_NAME_ANNOTATION]: account.name, [ACCOUNT_UID_ANNOTATION]: account.uid },
    },
    data: {
      ...(values.caPem === undefined ? {} : { 'ca.crt': base64(values.caPem) }),
      namespace: base64(account.namespace),
      token: base64(values.token),
      ...dataOf(secret),
    },
    type: TOKEN_SECRET_TYPE,
  };
}

/** The token in a Secret, decoded, or undefined where there is none yet. */
export function tokenIn(secret: ApiObject): string | undefined {
  const { token } = dataOf(secret);
  return token === undefined ? undefined : Buffer.from(token, 'base64').toString();
}

/** A Secret's `data`; its values are text, as the routes let nothing else in. */
function dataOf({ data }: ApiObject): Readonly<Record<string, string>> {
  return (data ?? {}) as Readonly<Record<string, string>>;
}

/** Whether the clean-up of long unused tokens (KEP-2799) has marked the Secret, which makes its token invalid. */
export function isMarkedInvalid({ metadata }: ApiObject): boolean {
  return (metadata.labels?.[INVALID_SINCE_LABEL] ?? '') !== '';
}

/**
 * The Secret with the label that the API server writes when its token is used, or undefined where the label is fresh: of today or, as clocks
 * differ, tomorrow (pkg/serviceaccount/legacy.go). `now` is in milliseconds.
 */
export function markedAsUsed<Secret extends ApiObject>(secret: Secret, now: number): Secret | undefined {
  const [today, tomorrow] = [isoDate(now), isoDate(now + DAY_MS)];
  const { labels } = secret.metadata;
  const lastUsed = labels?.[LAST_USED_LABEL];
  if (lastUsed === today || lastUsed === tomorrow) return undefined;
  return { ...secret, metadata: { ...secret.metadata, labels: { ...labels, [LAST_USED_LABEL]: today } } };
}

function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

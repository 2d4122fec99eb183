/** What the account of a gateway is called unless the user says otherwise. */
export const DEFAULT_NAME = 'apisix-discovery';

/** On a token Secret: whose token it is to hold (k8s.io/api core/v1 `ServiceAccountNameKey`). */
export const SERVICE_ACCOUNT_ANNOTATION = 'kubernetes.io/service-account.name';

/** On a token Secret: the uid of that account, written by the token controller (`ServiceAccountUIDKey`). */
export const SERVICE_ACCOUNT_UID_ANNOTATION = 'kubernetes.io/service-account.uid';

/** The type of the Secrets that the token controller fills (core/v1 `SecretTypeServiceAccountToken`). */
export const TOKEN_SECRET_TYPE = 'kubernetes.io/service-account-token';

/** A ServiceAccount, by its place. */
export interface AccountName {
  readonly namespace: string;
  readonly name: string;
}

/** The name under which RBAC knows an account: `system:serviceaccount:default:apisix-discovery`. */
export function subjectOf({ namespace, name }: AccountName): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

/** The account of such a name; undefined for everybody else. */
export function accountOf(username: string): AccountName | undefined {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username) ?? [];
  return namespace === undefined || name === undefined ? undefined : { namespace, name };
}

/** Whether every pod of the namespace that names no account runs as this one, so that its rights would be theirs. */
export function isShared({ name }: AccountName): boolean {
  return name === 'default';
}

/** The first token Secret of an account, as set-ups and most manifests written by hand call it. */
export function firstTokenSecret(name: string): string {
  return `${name}-token`;
}

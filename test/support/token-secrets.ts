import { base64 } from './tokens.ts';

export interface SecretFields {
  /** In clear; absent: not filled yet. */
  readonly token?: string;
  readonly account?: string;
  /** Of the account. */
  readonly uid?: string;
  readonly type?: string;
  /** RFC 3339. */
  readonly created?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A token Secret of `default` as an API server answers it, unless said otherwise that of the account apisix. */
export function tokenSecret(name: string, fields: SecretFields = {}): object {
  const { token, account = 'apisix', uid, type = 'kubernetes.io/service-account-token', created, labels } = fields;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type,
    metadata: {
      namespace: 'default',
      name,
      creationTimestamp: created ?? '2026-01-01T00:00:00Z',
      ...(labels === undefined ? {} : { labels }),
      annotations: {
        'kubernetes.io/service-account.name': account,
        ...(uid === undefined ? {} : { 'kubernetes.io/service-account.uid': uid }),
      },
    },
    ...(token === undefined ? {} : { data: { token: base64(token), 'ca.crt': base64('PEM'), namespace: base64('default') } }),
  };
}

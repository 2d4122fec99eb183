import type { Resource } from '../apisix/view.ts';

/** How the gateway is to get its token: from a Secret that lasts, by a TokenRequest that ends, or (`none`) from the pod that it runs in. */
export type TokenSource = 'secret' | 'request' | 'none';

/** The account that a gateway shall have in one cluster. */
export interface AccountWish {
  readonly namespace: string;
  /** Of the ServiceAccount, the ClusterRole and the ClusterRoleBinding; at most 63 characters, as it becomes the value of a label. */
  readonly name: string;
  /** What the gateway lists and watches; at least one. */
  readonly resources: readonly Resource[];
  /** Whether `get` is granted beside `list` and `watch`: the gateway's documentation asks for it, no release uses it. */
  readonly docsVerbs: boolean;
  readonly token: TokenSource;
  /** Further labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the namespace is made where it does not exist. */
  readonly createNamespace: boolean;
}

/** The wish with the name of the Secret that holds the token now: `NAME-token`, after a rotation `NAME-token-2` and so on. */
export interface NamedWish extends AccountWish {
  readonly tokenSecret: string;
}

/** Seven characters are left for what rotation puts behind the name of a Secret. */
export const LONGEST_NAME = 63;

import type { Resource } from '../apisix/view.ts';
import { firstTokenSecret } from '../token/account.ts';

/** How the gateway is to get its token: from a Secret that lasts, by a TokenRequest that ends, or (`none`) from the pod that it runs in. */
export type TokenSource = 'secret' | 'request' | 'none';

/** The account that a gateway shall have in one cluster. */
export interface AccountWish {
  readonly namespace: string;
  /** Of the ServiceAccount, the ClusterRole and the ClusterRoleBinding; at most {@link LONGEST_ACCOUNT_NAME} characters. */
  readonly name: string;
  /** What the gateway lists and watches; at least one. */
  readonly resources: readonly Resource[];
  /** Whether `get` is granted beside `list` and `watch`: the gateway's documentation asks for it, no release uses it. */
  readonly docsVerbs: boolean;
  readonly token: TokenSource;
  /** How long a token of TokenRequest is to last. Absent: a year. */
  readonly tokenSeconds?: number;
  /** Further labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the namespace is made where it does not exist. */
  readonly createNamespace: boolean;
}

/** What a user may leave open, as the account has it then. */
type Open = 'resources' | 'docsVerbs' | 'labels';

/** A wish as a user tells it. */
export type OpenWish = Omit<AccountWish, Open> &
  Partial<Pick<AccountWish, Open>> & {
    /** Where `resources` is left open: what the gateway needs by its config, beside what the account has for others that use it. */
    readonly neededResources?: readonly Resource[];
  };

/** The wish with the Secret that holds the token now: `NAME-token`, after a rotation `NAME-token-2` and so on. */
export type NamedWish = SecretWish | SecretlessWish;

/** Of a gateway that gets its token from a Secret. */
export interface SecretWish extends AccountWish {
  readonly token: 'secret';
  readonly tokenSecret: string;
}

interface SecretlessWish extends AccountWish {
  readonly token: Exclude<TokenSource, 'secret'>;
  /** The last that held a token, so that later ones get other names; undefined where none ever did. */
  readonly tokenSecret: string | undefined;
}

/** The wish with the Secret that its account remembers; for an account that remembers none, the first where it needs one. */
export function nameSecret(wish: AccountWish, remembered?: string): NamedWish {
  const { token } = wish;
  if (token === 'secret') return { ...wish, token, tokenSecret: remembered ?? firstTokenSecret(wish.name) };
  return { ...wish, token, tokenSecret: remembered };
}

/** Characters of the name of an account, as it becomes the value of a label. */
export const LONGEST_ACCOUNT_NAME = 63;

import type { Resource } from '../../apisix/view.ts';
import type { TokenReview, UserInfo } from '../../kube/reviews.ts';
import type { ServerVersion } from '../../kube/server-version.ts';

/** What an API server made of a token, one of the times that it was asked. */
export type Identity =
  | { readonly kind: 'known'; readonly user: UserInfo }
  /** Taken; as whom, the server does not say: it is older than 1.26, or lets nobody ask. */
  | { readonly kind: 'unnamed' }
  | { readonly kind: 'refused' }
  /** Taken for a request without a token. */
  | { readonly kind: 'anonymous' }
  /** Nothing was sent: the token is empty, or no HTTP header can carry it. */
  | { readonly kind: 'unsent' };

/** Whether the token's account may do something in the whole cluster. */
export interface RightAnswer {
  readonly resource: Resource;
  readonly verb: 'list' | 'watch';
  /** Undefined: the API server lets nobody ask. */
  readonly allowed: boolean | undefined;
  /** The authorizer's words, where it has any. */
  readonly reason: string | undefined;
}

/** What an API server says to whoever holds the token. */
export interface ServerFacts {
  /** At least one, each over a connection of its own. */
  readonly identities: readonly Identity[];
  /** Undefined where it does not say. */
  readonly version: ServerVersion | undefined;
  /** How far the server's clock is ahead of this machine's, in milliseconds and to the second; undefined where it does not say. */
  readonly skewMs: number | undefined;
  /** Empty unless the token was taken each time. */
  readonly rights: readonly RightAnswer[];
}

/** The Secret that a token says it is of. */
export type SecretState =
  | { readonly kind: 'absent' }
  /** There, but no token Secret. */
  | { readonly kind: 'other' }
  /** Both days such as `2026-11-21`: when the token was last used, and since when the clean-up of legacy tokens holds it invalid. */
  | { readonly kind: 'present'; readonly lastUsed: string | undefined; readonly invalidSince: string | undefined };

/** The account that a token says it is of. */
export type AccountState =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'present';
      readonly uid: string | undefined;
      /** Its `secrets`. */
      readonly secrets: readonly string[];
      /** The Secret that holds its token now, as our annotation remembers. */
      readonly remembered: string | undefined;
    };

/** As whom an API server issues tokens, and the ids of the keys that it takes signatures of. */
export interface ServerKeys {
  readonly issuer: string | undefined;
  readonly keyIds: readonly string[];
}

/** What an admin learns about a token. What he may not ask is undefined, as is what has no meaning for this token. */
export interface AdminFacts {
  readonly kind: 'asked';
  /** As whom he asked, without a secret: `the client certificate of user kind`. */
  readonly credentials: string;
  readonly review: TokenReview | undefined;
  readonly secret: SecretState | undefined;
  readonly account: AccountState | undefined;
  readonly keys: ServerKeys | undefined;
  readonly version: ServerVersion | undefined;
}

/** The admin's own request failed. */
export interface AdminFailure {
  readonly kind: 'failed';
  readonly credentials: string;
  readonly message: string;
}

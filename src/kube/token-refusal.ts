/** Why an API server refuses a token, as far as its own words tell. */
export type TokenRefusal =
  /** It is none of the tokens that this server knows: damaged, or issued by somebody else. */
  | 'not-recognised'
  /** Signed with a key that this server does not have. */
  | 'unknown-key'
  /** Signed with a key of a name that this server has, but the signature does not fit: damaged, or another key of that name. */
  | 'bad-signature'
  | 'expired'
  | 'not-yet-valid'
  | 'issued-in-future'
  | 'wrong-audience'
  | 'account-missing'
  /** There is an account of that name, but another than the token was issued for. */
  | 'account-replaced'
  /** What it is bound to is gone: the Secret of a Secret's token, or the Secret, pod or node named at its issue. */
  | 'invalidated'
  /** The Secret of that name holds another token. */
  | 'secret-replaced'
  /** By the clean-up of legacy tokens (KEP-2799). */
  | 'marked-invalid';

/**
 * What `status.error` of a TokenReview means: words of kube-apiserver 1.36 (pkg/serviceaccount/{claims,legacy,jwt}.go and go-jose), of which
 * each follows `invalid bearer token`. The first that fits decides.
 */
const WORDS: readonly (readonly [words: RegExp, refusal: TokenRefusal])[] = [
  [/has been marked invalid/i, 'marked-invalid'],
  [/has been invalidated/i, 'invalidated'],
  [/does not match server's copy/i, 'secret-replaced'],
  [/service account uid .* does not match/i, 'account-replaced'],
  [/(?:secret|pod|node) uid .* does not match/i, 'invalidated'],
  [/serviceaccounts? .* not found/i, 'account-missing'],
  [/token has expired/i, 'expired'],
  [/not valid yet/i, 'not-yet-valid'],
  [/issued in the future/i, 'issued-in-future'],
  [/invalid for the target audiences/i, 'wrong-audience'],
  [/no keys found/i, 'unknown-key'],
  [/error in cryptographic primitive/i, 'bad-signature'],
  [/^\[?invalid bearer token\]?$/i, 'not-recognised'],
];

/** What the error of a TokenReview means; undefined for words that are not known. */
export function refusalOf(error: string): TokenRefusal | undefined {
  return WORDS.find(([words]) => words.test(error.trim()))?.[1];
}

/** API servers refuse to issue a token for less (pkg/apis/authentication/validation, `minTokenAgeSec`). */
export const SHORTEST_SECONDS = 600;

/** And for more (`maxTokenAgeSec`, 2³² seconds), whatever --service-account-max-token-expiration cuts it down to. */
export const LONGEST_SECONDS = 2 ** 32;

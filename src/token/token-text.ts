/** Where a token stands. */
export type TokenPlace =
  | { readonly kind: 'stdin' }
  /** A file that the user named. */
  | { readonly kind: 'file'; readonly path: string }
  /** `client.token` of the gateway's config at `config`; `cluster` in multi-cluster mode. */
  | { readonly kind: 'inline'; readonly config: string; readonly cluster: string | undefined }
  /** The file that `client.token_file` of the gateway's config names. */
  | { readonly kind: 'token-file'; readonly path: string };

/** A text that is, or should be, a token. Holds a secret. */
export interface TokenText {
  /** As it stands, with whatever surrounds the token. */
  readonly text: string;
  readonly place: TokenPlace;
}

/** Begins a sentence about the token, without it: `The token in token.txt`. */
export function nameOf(place: TokenPlace): string {
  switch (place.kind) {
    case 'stdin':
      return 'The token';
    case 'file':
    case 'token-file':
      return `The token in ${place.path}`;
    case 'inline':
      return place.cluster === undefined ? 'client.token' : `client.token of cluster ${place.cluster}`;
    default:
      return place satisfies never;
  }
}

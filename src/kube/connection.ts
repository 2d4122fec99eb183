/** Where the answer to "which API server, as whom" was found, for verbose output and error messages. */
export type ConnectionSource =
  | { readonly kind: 'flags' }
  | { readonly kind: 'config'; readonly path: string }
  | { readonly kind: 'kubeconfig'; readonly paths: readonly string[]; readonly context: string }
  | { readonly kind: 'in-cluster' };

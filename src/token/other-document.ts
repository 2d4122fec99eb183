/** What a text is that holds a token and is none. */
export interface OtherDocument {
  /** `a kubeconfig`. */
  readonly what: string;
  /** How to get at the token in it, in one line. */
  readonly hint: string;
}

const kind = (name: string): RegExp => new RegExp(`(?:^|[{,])\\s*"?kind"?\\s*:\\s*"?${name}\\b`, 'm');

/** Beginnings of lines, or of an object of JSON, that no token has. */
const DOCUMENTS: readonly (readonly [form: RegExp, document: OtherDocument])[] = [
  [
    kind('Config'),
    {
      what: 'a kubeconfig',
      hint: "k8s-disco resolve --kubeconfig FILE asks with it. Its token alone: kubectl config view --raw -o jsonpath='{.users[*].user.token}'",
    },
  ],
  [
    kind('Secret'),
    {
      what: 'the manifest of a Secret',
      hint: 'k8s-disco lint FILE checks the token in it; k8s-disco token get prints that of a cluster',
    },
  ],
  [
    kind('(?:TokenRequest|ExecCredential|TokenReview)'),
    { what: 'an answer that has the token inside', hint: 'Take it out: jq -r .status.token FILE | k8s-disco token inspect' },
  ],
  [
    /^\s*"?discovery"?\s*:/m,
    {
      what: "a gateway's config",
      hint: 'k8s-disco token verify --config FILE asks the API servers about its tokens, k8s-disco lint FILE checks it',
    },
  ],
  [/^-----BEGIN /m, { what: 'a certificate or a key', hint: 'the gateway sends tokens only' }],
];

/** What a text is instead of a token; undefined for all that may be one. */
export function otherDocument(text: string): OtherDocument | undefined {
  return DOCUMENTS.find(([form]) => form.test(text))?.[1];
}

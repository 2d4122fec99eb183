/** What a text is that holds a token and is none. */
export interface OtherDocument {
  /** `a kubeconfig`. */
  readonly what: string;
  /** How to get at the token in it, in one line. */
  readonly hint: string;
  /** The same as a command to paste; `file` is a word of the shell. */
  readonly mend?: (file: string) => string;
}

const kind = (name: string): RegExp => new RegExp(`(?:^|[{,])\\s*"?kind"?\\s*:\\s*"?${name}\\b`, 'm');

/** Beginnings of lines, or of an object of JSON, that no token has. */
const DOCUMENTS: readonly (readonly [form: RegExp, document: OtherDocument])[] = [
  [
    kind('Config'),
    {
      what: 'a kubeconfig',
      hint: 'resolve --kubeconfig asks with it as it is. Its token may be taken out.',
      mend: (file) =>
        `kubectl config view --raw --kubeconfig ${file} -o jsonpath='{.users[*].user.token}' | k8s-disco token inspect`,
    },
  ],
  [
    kind('Secret'),
    {
      what: 'the manifest of a Secret',
      hint: 'lint checks the token in it, token get prints that of a cluster.',
      mend: (file) => `k8s-disco lint ${file}`,
    },
  ],
  [
    kind('(?:TokenRequest|ExecCredential|TokenReview)'),
    {
      what: 'an answer that has the token inside',
      hint: 'Take it out.',
      mend: (file) => `jq -r .status.token ${file} | k8s-disco token inspect`,
    },
  ],
  [
    /^\s*"?discovery"?\s*:/m,
    {
      what: "a gateway's config",
      hint: 'token verify --config asks the API servers about its tokens, lint checks it.',
      mend: (file) => `k8s-disco token verify --config ${file}`,
    },
  ],
  [/^-----BEGIN /m, { what: 'a certificate or a key', hint: 'the gateway sends tokens only' }],
];

/** What a text is instead of a token; undefined for all that may be one. */
export function otherDocument(text: string): OtherDocument | undefined {
  return DOCUMENTS.find(([form]) => form.test(text))?.[1];
}

import { isBefore, ofKind, pattern } from '../pattern.ts';
import { doctor, LINT_CONFIG } from '../prove.ts';
import type { Symptom } from '../symptom.ts';

const ENVIRONMENT = doctor('environment');

type NoToken = Extract<Symptom, { kind: 'token-unset' | 'token-empty' }>;

/** The gateway has no token to send, and discovery does not start. */
export const missingToken = pattern<NoToken>({
  name: 'token-missing',
  examples: [
    '2026/11/21 10:01:12 [error] 47#47: init_worker_by_lua error: /usr/local/apisix/apisix/discovery/kubernetes/init.lua:581: one of [client.token,client.token_file] should be set but none',
    '2026/11/21 10:01:12 [error] 47#47: init_worker_by_lua error: /usr/local/apisix/apisix/discovery/kubernetes/init.lua:81: apiserver.token should set to non-empty string when service.schema is https',
  ],
  of: (symptom) => (symptom.kind === 'token-unset' || symptom.kind === 'token-empty' ? symptom : undefined),
  text: ({ kind }) =>
    kind === 'token-unset'
      ? 'one of [client.token,client.token_file] should be set but none'
      : 'apiserver.token should set to non-empty string when service.schema is https',
  causes: [
    {
      id: 'C07',
      likelihood: 'certain',
      when: ({ kind }) => kind === 'token-unset',
      message: 'Neither client.token nor client.token_file says what to authenticate with.',
      prove: LINT_CONFIG,
      mend: 'client.token_file: /var/run/secrets/kubernetes.io/serviceaccount/token',
    },
    {
      id: 'T22',
      // From 3.17.0 on a file that cannot be read gives an empty token, too (core.lua `get_apiserver`).
      likelihood: (_, releases) => (releases.every((release) => isBefore(release, '3.17.0')) ? 'certain' : 'most likely'),
      when: ({ kind }) => kind === 'token-empty',
      message: 'The token, its file or its variable is empty.',
      prove: doctor('identity'),
      mend: 'k8s-disco token get --out-file token',
    },
    {
      id: 'T24',
      likelihood: 'possible',
      since: '3.17.0',
      when: ({ kind }) => kind === 'token-empty',
      message: 'The token file cannot be read; a line before this one says why.',
      prove: ENVIRONMENT,
      mend: 'let the user of the gateway read client.token_file',
    },
  ],
});

/** The token file cannot be read. */
export const unreadableToken = pattern<Extract<Symptom, { kind: 'token-unreadable' }>>({
  name: 'token-unreadable',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] core.lua:148: failed to read token from file: failed to open file: /var/run/secrets/kubernetes.io/serviceaccount/token, error info:/var/run/secrets/kubernetes.io/serviceaccount/token: No such file or directory, context: ngx.timer',
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] init.lua:344: failed to read token file path: not found environment variable TOKEN_FILE, context: ngx.timer',
  ],
  of: ofKind('token-unreadable'),
  text: ({ message }) => `failed to read token: ${message.trim()}`,
  causes: [
    {
      id: 'E08',
      likelihood: 'certain',
      when: ({ message }) => message.startsWith('not found environment variable'),
      message: 'The variable that client.token_file refers to is not set.',
      prove: ENVIRONMENT,
      mend: 'set it where the gateway starts',
    },
    {
      id: 'T24',
      likelihood: 'certain',
      when: ({ message }) => !message.startsWith('not found environment variable'),
      message: 'The token file is not there, or the user of the gateway may not read it.',
      prove: ENVIRONMENT,
      mend: 'mend client.token_file, or in a pod its securityContext.fsGroup',
    },
    {
      id: 'R07',
      likelihood: 'possible',
      when: ({ message }) => message.includes('/var/run/secrets/kubernetes.io/serviceaccount/'),
      message: 'The pod has no token, as automountServiceAccountToken is false, or the gateway runs in no pod.',
      prove: ENVIRONMENT,
      mend: 'automountServiceAccountToken: true',
    },
  ],
});

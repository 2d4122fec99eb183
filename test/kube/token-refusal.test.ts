import { expect, it } from 'vitest';
import { refusalOf } from '../../src/kube/token-refusal.ts';
import type { TokenRefusal } from '../../src/kube/token-refusal.ts';

// As kube-apiserver 1.36.3 says them.
it.each<[string, TokenRefusal | undefined]>([
  ['invalid bearer token', 'not-recognised'],
  ['[invalid bearer token, invalid signature, no keys found]', 'unknown-key'],
  ['[invalid bearer token, go-jose/go-jose: error in cryptographic primitive]', 'bad-signature'],
  ['[invalid bearer token, service account token has expired]', 'expired'],
  ['[invalid bearer token, service account token is not valid yet]', 'not-yet-valid'],
  ['[invalid bearer token, service account token is issued in the future]', 'issued-in-future'],
  [
    '[invalid bearer token, token audiences ["vault"] is invalid for the target audiences ["https://kubernetes.default.svc"]]',
    'wrong-audience',
  ],
  ['[invalid bearer token, serviceaccounts "apisix" not found]', 'account-missing'],
  ['[invalid bearer token, service account UID (1-2) does not match claim (3-4)]', 'account-replaced'],
  ['[invalid bearer token, pod UID (1-2) does not match service account pod ref claim (3-4)]', 'invalidated'],
  ['[invalid bearer token, Token has been invalidated]', 'invalidated'],
  ['[invalid bearer token, service account token has been invalidated]', 'invalidated'],
  ["[invalid bearer token, Token does not match server's copy]", 'secret-replaced'],
  [
    '[invalid bearer token, the token in secret default/t for service account default/a has been marked invalid. Use tokens from the ' +
      "TokenRequest API or manually created secret-based tokens, or remove the 'kubernetes.io/legacy-token-invalid-since' label from " +
      'the secret to temporarily allow use of this token]',
    'marked-invalid',
  ],
  ['[invalid bearer token, webhook says no]', undefined],
  ['', undefined],
])('%s', (error, refusal) => {
  expect(refusalOf(error)).toBe(refusal);
});

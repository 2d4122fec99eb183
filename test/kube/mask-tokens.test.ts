import { expect, test } from 'vitest';
import { maskTokens } from '../../src/kube/mask-tokens.ts';
import { base64, SECRET_CLAIMS, unsignedToken } from '../support/tokens.ts';

const token = unsignedToken(SECRET_CLAIMS);
const encoded = base64(token);

test.each([
  ['a token', `Bearer ${token}!`, 'Bearer [secret]!'],
  ['a token in JSON', `{"token":"${token}","kind":"Status"}`, '{"token":"[secret]","kind":"Status"}'],
  ['a token behind another character', `_${token}`, '_[secret]'],
  ['the first half of a token', token.slice(0, 60), '[secret]'],
  ['the claims of a token', token.split('.')[1] ?? '', '[secret]'],
  ['a token as a Secret holds it', `token: ${encoded}\n`, 'token: [secret]\n'],
  ['a token in base64 twice', base64(encoded), '[secret]'],
  ['two tokens', `${token} and ${encoded}`, '[secret] and [secret]'],
  ['a placeholder', 'client.token is eyJ...', 'client.token is eyJ...'],
  ['a word', 'the token of Secret default/apisix-token', 'the token of Secret default/apisix-token'],
])('%s', (_, text, masked) => {
  expect(maskTokens(text)).toBe(masked);
});

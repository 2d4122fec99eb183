import { expect, test } from 'vitest';

import { createTokenKey, keySet } from '../../../src/playground/tokens/token-key.ts';

test('the key set shows the public half alone', async () => {
  const key = await createTokenKey();
  expect(keySet(key)).toEqual({
    keys: [{ use: 'sig', kid: key.id, alg: 'RS256', kty: 'RSA', e: 'AQAB', n: expect.any(String) as string }],
  });
});

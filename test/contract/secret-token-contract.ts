import { beforeAll, describe, expect, test, vi } from 'vitest';

import { namespace } from '../support/objects.ts';
import { review } from './ask.ts';
import { clientFor } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';
import { ACCOUNT_NAME, SECRET_NAMESPACE, tokenSecrets } from './token-secrets.ts';
import { expectTokenError } from './token-verdict.ts';

const LAST_USED = 'kubernetes.io/legacy-token-last-used';
const INVALID_SINCE = 'kubernetes.io/legacy-token-invalid-since';

export function secretTokenContract(target: () => ContractTarget): void {
  const { get, remove, patch, create, createAccount, filled, gone } = tokenSecrets(target);

  describe('the token of a Secret', () => {
    let uid: string;
    beforeAll(async () => {
      await target().admin.apply(namespace(SECRET_NAMESPACE));
      uid = await createAccount('owner');
    });

    test('made again under its name for the same account gives the very same token, under another name another', async () => {
      await create('again', { [ACCOUNT_NAME]: 'owner' });
      const { token } = await filled('again');
      await remove('secrets/again');
      await expectTokenError(target(), token, '[invalid bearer token, Token has been invalidated]');
      await create('again', { [ACCOUNT_NAME]: 'owner' });
      expect((await filled('again')).token).toBe(token);
      await create('other', { [ACCOUNT_NAME]: 'owner' });
      expect((await filled('other')).token).not.toBe(token);
    });

    test('is marked with the day when its token is used', async () => {
      await create('used', { [ACCOUNT_NAME]: 'owner' });
      const { secret, token } = await filled('used');
      expect(secret.metadata.labels).toBeUndefined();
      const client = clientFor(target(), token);
      const { body } = await review(client, '/apis/authentication.k8s.io/v1/selfsubjectreviews');
      client.close();
      // Without the id of a credential, which such a token lacks.
      expect(body).toHaveProperty('status.userInfo', {
        username: 'system:serviceaccount:contract-secret:owner',
        uid,
        groups: ['system:serviceaccounts', 'system:serviceaccounts:contract-secret', 'system:authenticated'],
      });
      const label = expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string;
      await vi.waitFor(async () =>
        expect((await get('secrets/used')).body).toHaveProperty('metadata.labels', { [LAST_USED]: label }),
      );
    });

    test('that was marked as long unused is refused until the mark goes', async () => {
      await create('marked', { [ACCOUNT_NAME]: 'owner' });
      const { token } = await filled('marked');
      await patch('secrets/marked', { metadata: { labels: { [INVALID_SINCE]: '2026-01-01' } } });
      await expectTokenError(
        target(),
        token,
        '[invalid bearer token, the token in secret contract-secret/marked for service account contract-secret/owner has been ' +
          'marked invalid. Use tokens from the TokenRequest API or manually created secret-based tokens, or remove the ' +
          `'${INVALID_SINCE}' label from the secret to temporarily allow use of this token]`,
      );
      await patch('secrets/marked', { metadata: { labels: { [INVALID_SINCE]: null } } });
      await expectTokenError(target(), token, undefined);
    });

    test('goes with its account; the token is good for no other account of that name', async () => {
      await createAccount('ending');
      await create('ending', { [ACCOUNT_NAME]: 'ending' });
      const { token } = await filled('ending');
      await remove('serviceaccounts/ending');
      await gone('secrets/ending');
      await expectTokenError(target(), token, '[invalid bearer token, Token has been invalidated]');
      await createAccount('ending');
      await create('ending', { [ACCOUNT_NAME]: 'ending' });
      expect((await filled('ending')).token).not.toBe(token);
      await expectTokenError(target(), token, "[invalid bearer token, Token does not match server's copy]");
    });
  });
}

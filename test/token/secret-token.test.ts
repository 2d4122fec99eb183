import { describe, expect, test } from 'vitest';
import { listTokenSecrets, readSecretToken } from '../../src/token/secret-token.ts';
import { objectServer, refusal } from '../support/object-server.ts';
import { tokenSecret } from '../support/token-secrets.ts';

const SECRETS = '/api/v1/namespaces/default/secrets';
const CREATED = Date.UTC(2026, 0, 1);

/** What is told of a Secret that says no more than it must. */
const HEAD = {
  namespace: 'default',
  name: 'a',
  account: 'apisix',
  accountUid: undefined,
  createdAt: CREATED,
  isOurs: false,
  lastUsed: undefined,
  invalidSince: undefined,
};

describe('a Secret', () => {
  test.each([
    ['that is not there', {}, { kind: 'absent' }],
    ['of another type', tokenSecret('a', { type: 'Opaque' }), { kind: 'other-type', type: 'Opaque' }],
    ['without a type, which API servers take for Opaque', { metadata: { name: 'a' } }, { kind: 'other-type', type: 'Opaque' }],
    ['that nobody has filled', tokenSecret('a'), { kind: 'waiting', ...HEAD }],
    ['of blanks', tokenSecret('a', { token: ' \n' }), { kind: 'waiting', ...HEAD }],
    ['that is not in base64', { ...tokenSecret('a'), data: { token: '!!!' } }, { kind: 'waiting', ...HEAD }],
    [
      'with a newline behind the token, which is left out',
      tokenSecret('a', { token: 'a.b.c\n' }),
      { kind: 'filled', ...HEAD, token: 'a.b.c' },
    ],
    [
      'with a token, which is decoded once',
      tokenSecret('a', { token: 'a.b.c', uid: 'u-1' }),
      { kind: 'filled', ...HEAD, accountUid: 'u-1', token: 'a.b.c' },
    ],
    [
      'of ours, used and marked invalid',
      tokenSecret('a', {
        token: 'a.b.c',
        labels: {
          'app.kubernetes.io/managed-by': 'k8s-disco',
          'kubernetes.io/legacy-token-last-used': '2025-01-02',
          'kubernetes.io/legacy-token-invalid-since': '2026-01-03',
        },
      }),
      {
        kind: 'filled',
        ...HEAD,
        isOurs: true,
        lastUsed: '2025-01-02',
        invalidSince: '2026-01-03',
        token: 'a.b.c',
      },
    ],
  ])('%s', async (_, secret, reading) => {
    const { asking } = await objectServer('metadata' in secret ? { [`GET ${SECRETS}/a`]: secret } : {});
    expect(await readSecretToken({ namespace: 'default', name: 'a' }, asking)).toEqual(reading);
  });

  test('that may not be read rejects', async () => {
    const { asking } = await objectServer({ [`GET ${SECRETS}/a`]: refusal(403, 'Forbidden', 'no') });
    await expect(readSecretToken({ namespace: 'default', name: 'a' }, asking)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

test('the token Secrets of an account are listed by their type, oldest first', async () => {
  const items = [
    tokenSecret('new', { created: '2026-01-03T00:00:00Z' }),
    tokenSecret('other', { account: 'other' }),
    tokenSecret('old', { token: 'a.b.c' }),
    tokenSecret('also-old', {}),
  ];
  const { asked, asking } = await objectServer({ [`GET ${SECRETS}`]: { items } });
  const secrets = await listTokenSecrets({ namespace: 'default', name: 'apisix' }, asking);
  expect(secrets.map(({ kind, name }) => [kind, name])).toEqual([
    ['waiting', 'also-old'],
    ['filled', 'old'],
    ['waiting', 'new'],
  ]);
  expect(asked).toEqual([`GET ${SECRETS}?fieldSelector=type=kubernetes.io/service-account-token`]);
});

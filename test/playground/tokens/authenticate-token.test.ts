import { beforeAll, describe, expect, test } from 'vitest';

import { issueAccount } from '../../../src/playground/issue-account.ts';
import { ObjectStore } from '../../../src/playground/store/object-store.ts';
import { authenticateToken } from '../../../src/playground/tokens/authenticate-token.ts';
import { signBoundToken } from '../../../src/playground/tokens/sign-token.ts';
import { createTokenKey } from '../../../src/playground/tokens/token-key.ts';
import type { TokenKey } from '../../../src/playground/tokens/token-key.ts';
import { FakeClock } from '../../support/fake-clock.ts';

let key: TokenKey;
beforeAll(async () => {
  key = await createTokenKey();
});

const DAY = 86_400_000;

/** A store with one account, and a judge of tokens at any time. */
function cluster() {
  const clock = new FakeClock();
  const store = new ObjectStore(clock);
  const account = issueAccount(
    store,
    { namespace: 'default', name: 'apisix', rules: [] },
    { key, caPem: undefined, now: clock.now() },
  );
  const errorAt = (token: string, now: number): string | undefined => {
    const verdict = authenticateToken(token, { store, key, now }, ['https://kubernetes.default.svc']);
    return verdict.ok ? undefined : verdict.error;
  };
  return { store, account, now: clock.now(), errorAt };
}

// What needs no clock is the contract's.
describe('a bound token', () => {
  test.each([
    { when: '59 s after expiry', seconds: 159, error: undefined },
    { when: '61 s after expiry', seconds: 161, error: '[invalid bearer token, service account token has expired]' },
    { when: '59 s before its time', seconds: -59, error: undefined },
    { when: '61 s before its time', seconds: -61, error: '[invalid bearer token, service account token is not valid yet]' },
  ])('$when is answered with $error', ({ seconds, error }) => {
    const { account, now, errorAt } = cluster();
    const token = signBoundToken(key, account, { now, lifetimeSeconds: 100 });
    expect(errorAt(token, now + seconds * 1000)).toBe(error);
  });

  test('ends with its pod', () => {
    const { store, account, now, errorAt } = cluster();
    const pod = { metadata: { namespace: 'default', name: 'gateway-0' } };
    const { uid } = store.create('pods', pod).metadata;
    const boundTo = { kind: 'Pod', name: 'gateway-0', uid } as const;
    const token = signBoundToken(key, account, { now, lifetimeSeconds: 3600, boundTo });
    expect(errorAt(token, now)).toBeUndefined();
    store.delete('pods', pod.metadata);
    expect(errorAt(token, now)).toBe('[invalid bearer token, service account token has been invalidated]');
    const other = store.create('pods', pod).metadata.uid;
    expect(errorAt(token, now)).toBe(
      `[invalid bearer token, pod UID (${other}) does not match service account pod ref claim (${uid})]`,
    );
  });
});

describe('the token of a Secret', () => {
  const at = { namespace: 'default', name: 'apisix-token' };

  test('marks the Secret once a day, and not before its first day is over', () => {
    const { store, account, now, errorAt } = cluster();
    const marks = [now, now + DAY, now + DAY, now + 2 * DAY].map((time) => {
      expect(errorAt(account.token, time)).toBeUndefined();
      return [store.get('secrets', at)?.metadata.labels, store.resourceVersion];
    });
    expect(marks).toEqual([
      [{ 'kubernetes.io/legacy-token-last-used': '2026-01-01' }, 3],
      [{ 'kubernetes.io/legacy-token-last-used': '2026-01-02' }, 4],
      [{ 'kubernetes.io/legacy-token-last-used': '2026-01-02' }, 4],
      [{ 'kubernetes.io/legacy-token-last-used': '2026-01-03' }, 5],
    ]);
  });

  test('is no longer good when its account goes, even before the Secret does', () => {
    const { store, account, now, errorAt } = cluster();
    store.delete('serviceaccounts', { namespace: 'default', name: 'apisix' });
    expect(errorAt(account.token, now)).toBe('[invalid bearer token, serviceaccounts "apisix" not found]');
    const { uid } = store.create('serviceaccounts', { metadata: { namespace: 'default', name: 'apisix' } }).metadata;
    expect(errorAt(account.token, now)).toBe(
      `[invalid bearer token, ServiceAccount UID (${uid}) does not match claim (${account.uid})]`,
    );
  });
});

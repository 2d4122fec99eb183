import { beforeAll, describe, expect, test } from 'vitest';

import { startTokenController } from '../../../src/playground/controllers/token-controller.ts';
import { ObjectStore } from '../../../src/playground/store/object-store.ts';
import { createTokenKey } from '../../../src/playground/tokens/token-key.ts';
import type { TokenKey } from '../../../src/playground/tokens/token-key.ts';
import { tokenIn } from '../../../src/playground/tokens/token-secret.ts';
import { FakeClock } from '../../support/fake-clock.ts';

let key: TokenKey;
beforeAll(async () => {
  key = await createTokenKey();
});

const at = { namespace: 'default', name: 'apisix-token' };
const secret = {
  metadata: { ...at, annotations: { 'kubernetes.io/service-account.name': 'apisix' } },
  type: 'kubernetes.io/service-account-token',
};

function cluster() {
  const clock = new FakeClock();
  const store = new ObjectStore(clock);
  let isRunning = true;
  const controller = startTokenController({ store, clock, key, caPem: undefined, isRunning: () => isRunning });
  store.create('serviceaccounts', { metadata: { namespace: 'default', name: 'apisix' } });
  const token = () => {
    const found = store.get('secrets', at);
    return found === undefined ? 'no Secret' : tokenIn(found);
  };
  return { clock, store, controller, token, pause: () => (isRunning = false), goOn: () => (isRunning = true) };
}

describe('the token controller', () => {
  test('fills a Secret some milliseconds after it was written, and leaves it so', () => {
    const { clock, store, token } = cluster();
    store.create('secrets', secret);
    clock.advance(19);
    expect(token()).toBeUndefined();
    clock.advance(1);
    expect(token()).toMatch(/^eyJ/);
    const { resourceVersion } = store;
    clock.advance(1000);
    expect(store.resourceVersion).toBe(resourceVersion);
    expect(clock.pending).toBe(0);
  });

  test('without a CA writes no ca.crt', () => {
    const { clock, store } = cluster();
    store.create('secrets', secret);
    clock.advance(20);
    expect(Object.keys(store.get('secrets', at)?.['data'] as object)).toEqual(['namespace', 'token']);
  });

  test('does nothing while it is paused, and makes up for it with a resync', () => {
    const { clock, store, controller, token, pause, goOn } = cluster();
    pause();
    store.create('secrets', secret);
    clock.advance(1000);
    expect(token()).toBeUndefined();
    goOn();
    controller.resync();
    clock.advance(20);
    expect(token()).toMatch(/^eyJ/);
  });

  test('leaves alone a Secret that was deleted meanwhile, and one of another type', () => {
    const { clock, store, token } = cluster();
    store.create('secrets', secret);
    store.delete('secrets', at);
    store.create('secrets', { ...secret, metadata: { ...secret.metadata, name: 'opaque' }, type: 'Opaque' });
    clock.advance(20);
    expect(token()).toBe('no Secret');
    expect(store.get('secrets', { ...at, name: 'opaque' })).not.toHaveProperty('data');
  });

  test('deletes the Secrets of an account that goes', () => {
    const { clock, store, token } = cluster();
    store.create('secrets', secret);
    clock.advance(20);
    store.delete('serviceaccounts', { namespace: 'default', name: 'apisix' });
    clock.advance(20);
    expect(token()).toBe('no Secret');
  });

  test('leaves no timer when it is stopped', () => {
    const { clock, store, controller, token } = cluster();
    store.create('secrets', secret);
    controller.stop();
    expect(clock.pending).toBe(0);
    store.update('secrets', { ...secret, immutable: false });
    clock.advance(20);
    expect(token()).toBeUndefined();
  });
});

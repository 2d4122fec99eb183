import { expect, test } from 'vitest';
import { awaitToken } from '../../src/provision/await-token.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { ScriptedTransport } from '../support/scripted-transport.ts';
import { tokenSecret } from '../support/token-secrets.ts';

const NAME = { namespace: 'default', name: 'apisix-token' };

function wait(waitMs: number, ...secrets: readonly object[]) {
  const clock = new FakeClock({ hasty: true });
  const transport = new ScriptedTransport(...secrets.map((secret) => ({ chunks: [JSON.stringify(secret)] })));
  return { clock, awaited: awaitToken(NAME, { clock, waitMs, transport, signal: new AbortController().signal }) };
}

const empty = tokenSecret(NAME.name);
const filled = tokenSecret(NAME.name, { token: 'sesame' });

test('a token that is there is not waited for', async () => {
  const { clock, awaited } = wait(1000, filled);
  expect(await awaited).toMatchObject({ kind: 'filled', secret: { token: 'sesame' }, waitedMs: 0 });
  expect(clock.slept).toEqual([]);
});

test('one that comes is asked for ever more seldom, at most once a second', async () => {
  const { clock, awaited } = wait(30_000, ...Array.from({ length: 7 }, () => empty), filled);
  expect(await awaited).toMatchObject({ kind: 'filled', waitedMs: 3550 });
  expect(clock.slept).toEqual([50, 100, 200, 400, 800, 1000, 1000]);
});

test('the wait ends when its time is over, after a last look', async () => {
  const { clock, awaited } = wait(200, empty, empty, empty, empty);
  expect(await awaited).toMatchObject({ kind: 'unfilled', reading: { kind: 'waiting' } });
  expect(clock.slept).toEqual([50, 100, 50]);
});

test('a Secret of another type is not waited for', async () => {
  const { clock, awaited } = wait(1000, tokenSecret(NAME.name, { type: 'Opaque', token: 'sesame' }));
  expect(await awaited).toEqual({ kind: 'unfilled', reading: { kind: 'other-type', type: 'Opaque' } });
  expect(clock.slept).toEqual([]);
});

import { expect, test } from 'vitest';
import { readBody } from '../../src/kube/read-body.ts';

/** Chunks of two bytes without end; `closed` tells whether the reader has left. */
function endless() {
  const state = { closed: false };
  async function* chunks() {
    try {
      for (;;) yield Buffer.from('ab');
    } finally {
      state.closed = true;
    }
  }
  return { state, body: chunks() };
}

async function* twice() {
  yield Buffer.from('ab');
  yield Buffer.from('cd');
}

test('a body of the greatest length is read whole', async () => {
  expect((await readBody({ body: twice() }, 4))?.toString()).toBe('abcd');
});

test('a longer one is left, and its connection closed', async () => {
  const { state, body } = endless();
  expect(await readBody({ body }, 5)).toBeUndefined();
  expect(state).toEqual({ closed: true });
});

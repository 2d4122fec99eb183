import { expect, it } from 'vitest';
import { listObjects } from '../../src/kube/list-objects.ts';
import { kubeError, ScriptedTransport } from '../support/scripted-transport.ts';

const { signal } = new AbortController();
const page = (items: readonly unknown[], next?: string) => ({
  chunks: [JSON.stringify({ items, metadata: { continue: next } })],
});

it('lists every object, page after page', async () => {
  const transport = new ScriptedTransport(page([{ a: 1 }, { a: 2 }], 'more'), page([{ a: 3 }]));
  expect(await listObjects('/api/v1/secrets', { transport, signal })).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
  expect(transport.requests).toEqual(['/api/v1/secrets?limit=500', '/api/v1/secrets?limit=500&continue=more']);
});

it('rejects where a later page is refused', async () => {
  const transport = new ScriptedTransport(page([{}], 'more'), kubeError('gone'));
  await expect(listObjects('/api/v1/secrets', { transport, signal })).rejects.toThrow('gone');
});

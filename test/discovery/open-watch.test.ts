import { expect, test } from 'vitest';
import { openWatch } from '../../src/discovery/open-watch.ts';
import { ScriptedTransport, kubeError } from '../support/scripted-transport.ts';
import type { ScriptedAnswer } from '../support/scripted-transport.ts';

const target = { resource: 'endpoints', labelSelector: 'app=web', fieldSelector: undefined } as const;

function opened(answer: ScriptedAnswer, signal = new AbortController().signal): Promise<readonly string[]> {
  const transport = new ScriptedTransport(answer);
  return openWatch({ transport, target, resourceVersion: '7', signal }).then(() => transport.requests);
}

test('a watch that the API server takes is closed at once, whatever it would bring', async () => {
  const asked = ['/api/v1/endpoints?watch=true&allowWatchBookmarks=true&resourceVersion=7&labelSelector=app=web'];
  expect(await opened({ chunks: [], then: 'stay open' })).toEqual(asked);
  expect(await opened({ chunks: [], then: kubeError('unreachable', { cause: 'reset' }) })).toEqual(asked);
  expect(await opened({ chunks: ['no event'] })).toEqual(asked);
});

test('a watch that it does not take rejects with the reason', async () => {
  const error = kubeError('forbidden');
  await expect(opened(error)).rejects.toBe(error);
});

test('whoever stops it learns of it', async () => {
  const controller = new AbortController();
  controller.abort(new Error('ctrl-c'));
  await expect(opened({ chunks: [], then: 'stay open' }, controller.signal)).rejects.toThrow('ctrl-c');
});

import { expect, test } from 'vitest';
import { fetchPage } from '../../src/discovery/list.ts';
import { ScriptedTransport } from '../support/scripted-transport.ts';

test.each([
  ['"t1"', 't1'],
  ['5', '5'],
  ['""', undefined],
  ['false', undefined],
  ['null', undefined],
])('after continue: %s the next page is that of %s', async (written, next) => {
  const transport = new ScriptedTransport({ chunks: [`{"kind":"EndpointsList","metadata":{"continue":${written}}}`] });
  const target = { resource: 'endpoints', labelSelector: undefined, fieldSelector: undefined } as const;
  const answer = await fetchPage({ transport, target, continueToken: undefined, signal: new AbortController().signal });
  expect(answer.next).toBe(next);
});

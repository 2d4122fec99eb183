import { expect, test } from 'vitest';
import { KubeError } from '../../src/kube/kube-error.ts';
import { progressText } from '../../src/report/progress-text.ts';
import type { ProgressOfCluster } from '../../src/report/progress-text.ts';
import { createStyle } from '../../src/terminal/style.ts';
import { symbolsFor } from '../../src/terminal/symbols.ts';

const page = { columns: 80, style: createStyle(0), symbols: symbolsFor({ utf8: true }) };
const lastError = new KubeError('https://a throttles requests (429)', { kind: 'throttled', server: 'https://a' });

function cluster(state: Partial<ProgressOfCluster['state']>): ProgressOfCluster {
  const start = { phase: 'connecting', objects: 0, lists: 0, retries: 0, lastError: undefined } as const;
  return { setup: { name: 'prod' }, view: { resource: 'endpoints' }, state: { ...start, ...state } };
}

test.each([
  [{ phase: 'connecting' }, 'connecting to prod…'],
  [{ phase: 'listing' }, 'listing endpoints in prod…'],
  [{ phase: 'listing', objects: 12_400 }, 'listing endpoints in prod… 12,400'],
  [{ phase: 'waiting', retries: 2, lastError }, 'asking prod again after 2 failures (throttled)…'],
  [{ phase: 'watching', lists: 1 }, ''],
] as const)('%j: %s', (state, text) => {
  expect(progressText([cluster(state)], page)).toBe(text);
});

test('clusters that are still being read stand side by side', () => {
  expect(progressText([cluster({ phase: 'listing', objects: 3 }), cluster({ lists: 1 }), cluster({})], page)).toBe(
    'listing endpoints in prod… 3, connecting to prod…',
  );
});

test('a name from a kubeconfig cannot command the terminal', () => {
  const hostile = { ...cluster({}), setup: { name: 'a\u001b[2J' } };
  expect(progressText([hostile], page)).toBe('connecting to a\\u001b[2J…');
});

import { describe, expect, test } from 'vitest';
import { tryWatch } from '../../src/doctor/watch-trial.ts';
import type { WatchTrial, WatchTrialOptions } from '../../src/doctor/watch-trial.ts';
import { examinedCluster } from '../support/examined-cluster.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { ScriptedTransport, kubeError } from '../support/scripted-transport.ts';
import type { ScriptedAnswer } from '../support/scripted-transport.ts';

const target = { resource: 'endpoints', labelSelector: 'app=web', fieldSelector: undefined } as const;
const options: WatchTrialOptions = { target, resourceVersion: '7', timeoutSeconds: 1, waitMs: 6000, until: 'end' };

const line = (type: string, object: object = {}): string => `${JSON.stringify({ type, object })}\n`;
const cut = kubeError('unreachable', { cause: 'reset' });

describe('a watch that', () => {
  test.each<readonly [string, ScriptedAnswer, WatchTrial]>([
    ['ends properly has passed', { chunks: [] }, { kind: 'passed' }],
    ['brings events and ends', { chunks: [line('ADDED'), line('BOOKMARK')] }, { kind: 'passed' }],
    ['is not taken', kubeError('gone'), { kind: 'refused', error: expect.objectContaining({ kind: 'gone' }) as never }],
    ['breaks', { chunks: [line('ADDED')], then: cut }, { kind: 'cut', error: cut }],
    [
      'ends with an error',
      { chunks: [line('ERROR', { code: 410, message: 'too old' })] },
      { kind: 'error-event', code: 410, message: 'too old' },
    ],
    ['has a blank too many', { chunks: ['{ "type":"ADDED"}\n'] }, { kind: 'unreadable', line: '{ "type":"ADDED"}\\n' }],
    [
      'has the line ends of Windows',
      { chunks: ['{"type":"ADDED"}\r\n'] },
      { kind: 'unreadable', line: '{"type":"ADDED"}\\r\\n' },
    ],
    ['has an empty line', { chunks: ['\n', line('ADDED')] }, { kind: 'unreadable', line: '\\n' }],
    ['has a line that is no JSON', { chunks: ['{"type":}\n'] }, { kind: 'unreadable', line: '{"type":}\\n' }],
  ])('%s', async (_, answer, expected) => {
    const transport = new ScriptedTransport(answer);
    expect(await tryWatch(examinedCluster(transport), options)).toEqual(expected);
    expect(transport.requests).toEqual([
      '/api/v1/endpoints?watch=true&allowWatchBookmarks=true&resourceVersion=7&labelSelector=app=web',
    ]);
  });

  test('is followed to its first line alone is over then', async () => {
    const transport = new ScriptedTransport({ chunks: [line('ADDED'), line('ADDED')], then: 'stay open' });
    expect(await tryWatch(examinedCluster(transport), { ...options, until: 'line' })).toEqual({ kind: 'passed' });
  });

  test.each<readonly [string, ScriptedAnswer]>([
    ['never ends', { chunks: [line('BOOKMARK')], then: 'stay open' }],
    ['never begins', { chunks: [], then: 'stay open' }],
  ])('%s is silent when the time is over', async (_, answer) => {
    const clock = new FakeClock();
    const trial = tryWatch(examinedCluster(new ScriptedTransport(answer), { clock }), options);
    // What is there is read first.
    await new Promise(setImmediate);
    clock.advance(5999);
    expect(clock.pending).toBe(1);
    clock.advance(1);
    expect(await trial).toEqual({ kind: 'silent' });
    expect(clock.pending).toBe(0);
  });
});

test('an abort ends it', async () => {
  const controller = new AbortController();
  const trial = tryWatch(
    examinedCluster(new ScriptedTransport({ chunks: [], then: 'stay open' }), { signal: controller.signal }),
    options,
  );
  controller.abort(new Error('ctrl-c'));
  await expect(trial).rejects.toThrow('ctrl-c');
});

test('a fault of our own is no answer', async () => {
  const transport = new ScriptedTransport({ chunks: [line('ADDED')] });
  transport.get = () => Promise.reject(new TypeError('oops'));
  await expect(tryWatch(examinedCluster(transport), options)).rejects.toThrow('oops');
});

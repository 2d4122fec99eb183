import { describe, expect, test } from 'vitest';

import { ObjectStore } from '../../../src/playground/store/object-store.ts';
import { openWatch } from '../../../src/playground/store/watch-feed.ts';
import type { WatchOptions } from '../../../src/playground/store/watch-feed.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { inShort, recordedSink } from '../recorded-sink.ts';

const MINUTE = 60_000;
const cms = { metadata: { namespace: 'default', name: 'cms' } };

function watching(options: Partial<WatchOptions>) {
  const clock = new FakeClock();
  const store = new ObjectStore(clock);
  store.create('endpoints', cms);
  const sink = recordedSink();
  const open = () =>
    openWatch(
      { store, clock },
      { resource: 'endpoints', resourceVersion: 2, selects: () => true, bookmarks: false, timeoutSeconds: undefined, ...options },
      sink,
    );
  return { clock, store, open, sent: () => inShort(sink.sent) };
}

describe('openWatch', () => {
  test('sends a bookmark a minute, and one 2 s before the end', () => {
    const { clock, open, sent } = watching({ bookmarks: true, timeoutSeconds: 150 });
    open();
    const counts = [59_999, 1, MINUTE, 27_999, 1, 2000].map((milliseconds) => {
      clock.advance(milliseconds);
      return sent().length;
    });
    expect(counts).toEqual([0, 1, 2, 2, 3, 4]);
    expect(sent()).toEqual(['BOOKMARK @2', 'BOOKMARK @2', 'BOOKMARK @2', '<end>']);
    expect(clock.pending).toBe(0);
  });

  test('ends after half an hour when no timeoutSeconds is given', () => {
    const { clock, open, sent } = watching({});
    open();
    clock.advance(30 * MINUTE - 1);
    expect(sent()).toEqual([]);
    clock.advance(1);
    expect(sent()).toEqual(['<end>']);
  });

  test('sends nothing more, and leaves no timer, once it is stopped', () => {
    const { clock, store, open, sent } = watching({ bookmarks: true });
    open()();
    store.delete('endpoints', cms.metadata);
    clock.advance(60 * MINUTE);
    expect(sent()).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  test('hears of its own resource alone', () => {
    const { store, open, sent } = watching({});
    open();
    store.create('endpointslices', cms);
    store.create('services', cms);
    expect(sent()).toEqual([]);
  });

  test('from the future is silent until the store comes there, bookmarks included', () => {
    const { clock, store, open, sent } = watching({ resourceVersion: 4, bookmarks: true });
    open();
    clock.advance(MINUTE);
    store.update('endpoints', { ...cms, subsets: null });
    store.update('endpoints', { ...cms, subsets: [] });
    expect(sent()).toEqual([]);
    store.delete('endpoints', cms.metadata);
    clock.advance(MINUTE);
    expect(sent()).toEqual(['DELETED cms@5', 'BOOKMARK @5']);
  });

  test('from before a compaction gets an ERROR and ends', () => {
    const { clock, store, open, sent } = watching({});
    store.compact();
    open();
    expect(sent()).toEqual(['ERROR too old resource version: 2 (3)', '<end>']);
    expect(clock.pending).toBe(0);
  });
});

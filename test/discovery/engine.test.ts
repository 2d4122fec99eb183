import { expect, test } from 'vitest';
import { releaseOf } from '../../src/apisix/release.ts';
import type { ClusterSetup } from '../../src/discovery/cluster.ts';
import { DiscoveryEngine } from '../../src/discovery/engine.ts';
import { lookUp } from '../../src/discovery/lookup.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { endpoints } from '../support/objects.ts';
import type { ScriptedAnswer } from '../support/scripted-transport.ts';
import { ScriptedTransport, kubeError } from '../support/scripted-transport.ts';

function list(...items: readonly unknown[]): ScriptedAnswer {
  return { chunks: [JSON.stringify({ kind: 'EndpointsList', metadata: { resourceVersion: '10' }, items })] };
}

function event(type: string, { metadata, ...object }: ReturnType<typeof endpoints>): string {
  return `${JSON.stringify({ type, object: { ...object, metadata: { ...metadata, resourceVersion: '11' } } })}\n`;
}

const open: ScriptedAnswer = { chunks: [], then: 'stay open' };

function setup(id: string | undefined, transport: ScriptedTransport): ClusterSetup {
  return {
    id,
    name: id ?? 'test',
    transport,
    resource: 'endpoints',
    namespaceSelector: undefined,
    labelSelector: undefined,
    defaultWeight: 50,
  };
}

function start(mode: 'single' | 'multi', clusters: readonly ClusterSetup[], clock = new FakeClock()) {
  const changes: string[] = [];
  const engine = new DiscoveryEngine({
    release: releaseOf('3.18.0'),
    mode,
    clusters,
    clock,
    random: () => 0,
    events: { onChange: ({ setup: { id } }, key) => changes.push(id === undefined ? key : `${id}: ${key}`), onState: () => {} },
  });
  const abort = new AbortController();
  const run = engine.run(abort.signal);
  const stop = async (): Promise<void> => {
    abort.abort();
    await run;
  };
  return { engine, changes, stop };
}

test('clusters fail alone', async () => {
  const forbidden = kubeError('forbidden', { status: 403 });
  const { engine, stop } = start('multi', [
    setup('a', new ScriptedTransport(list(endpoints('default/web')), open)),
    setup('b', new ScriptedTransport(forbidden)),
  ]);
  expect(await engine.firstLists()).toEqual([{ kind: 'listed' }, { kind: 'failed', error: forbidden }]);
  expect(lookUp(engine, 'a/default/web:http')).toMatchObject({
    kind: 'nodes',
    nodes: [{ host: '10.0.0.1', port: 8080, weight: 50 }],
  });
  expect(lookUp(engine, 'b/default/web:http')).toMatchObject({ kind: 'no-service' });
  expect(lookUp(engine, 'c/default/web:http')).toMatchObject({ kind: 'unknown-id', name: { id: 'c' } });
  expect(lookUp(engine, 'default/web:http')).toEqual({ kind: 'malformed' });
  await stop();
});

test('a first list that can still succeed keeps everyone waiting', async () => {
  const clock = new FakeClock();
  const transport = new ScriptedTransport(kubeError('throttled', { status: 429 }), list(endpoints('default/web')), open);
  const { engine, stop } = start('single', [setup(undefined, transport)], clock);
  let settled = false;
  const lists = engine.firstLists().then((outcome) => {
    settled = true;
    return outcome;
  });
  await new Promise(setImmediate);
  expect(settled).toBe(false);
  clock.advance(400);
  expect(await lists).toEqual([{ kind: 'listed' }]);
  await stop();
});

test('events reach the view, and each change is told', async () => {
  const transport = new ScriptedTransport(list(endpoints('default/web')), {
    chunks: [
      event('MODIFIED', endpoints('default/web', { addresses: ['10.0.0.7'] })),
      event('DELETED', endpoints('default/web')),
    ],
  });
  const { engine, changes, stop } = start('single', [setup(undefined, transport)]);
  await transport.exhausted;
  expect(changes).toEqual(['default/web', 'default/web', 'default/web']);
  expect(lookUp(engine, 'default/web:http')).toMatchObject({ kind: 'no-service' });
  await stop();
});

test('where the gateway has died of an object, it lists anew after 40 s, and so do we', async () => {
  const clock = new FakeClock();
  const fatal = { ...endpoints('default/x'), subsets: null };
  const transport = new ScriptedTransport(list(fatal, endpoints('default/z')), open, list(endpoints('default/z')), open);
  const { engine, stop } = start('single', [setup(undefined, transport)], clock);
  await engine.firstLists();
  expect(lookUp(engine, 'default/z:http')).toMatchObject({ kind: 'no-service' });
  expect(engine.clusters[0]?.view.standing).toBe('stopped');
  clock.advance(39_999);
  await new Promise(setImmediate);
  expect(engine.clusters[0]?.view.standing).toBe('stopped');
  clock.advance(1);
  await expect.poll(() => lookUp(engine, 'default/z:http')).toMatchObject({ kind: 'nodes' });
  expect(engine.clusters[0]?.view.notes).toEqual([]);
  await stop();
});

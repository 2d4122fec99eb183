import { expect, test } from 'vitest';
import type { Json } from '../../src/apisix/lua.ts';
import { releaseOf } from '../../src/apisix/release.ts';
import { namespaceFilter } from '../../src/apisix/selectors.ts';
import type { Resource, WatchEvent } from '../../src/apisix/view.ts';
import { GatewayView, watchedResource } from '../../src/apisix/view.ts';
import { endpointSlice, endpoints } from '../support/objects.ts';

function viewOf(version: string, resource: Resource = 'endpoints', onChange: (key: string) => void = () => {}): GatewayView {
  return new GatewayView({ release: releaseOf(version), resource, namespaceFilter: undefined, defaultWeight: 50, onChange });
}

function list(view: GatewayView, ...items: readonly unknown[]): GatewayView {
  view.beginList();
  view.listPage({ items: items as Json[], continueToken: undefined });
  view.endList();
  return view;
}

function send(view: GatewayView, type: string, object: unknown, wellFramed = true): void {
  const event: WatchEvent = { type, object: object as Json, wellFramed };
  view.event(event, () => JSON.stringify({ type, object }));
}

const hosts = (view: GatewayView, key: string, port: string): unknown => view.nodes(key, port)?.map(({ host }) => host);

test('Endpoints of every subset become nodes, sorted as text from 3.15 on', () => {
  const object = endpoints('default/a', { addresses: ['10.0.0.9', '10.0.0.10'] });
  expect(hosts(list(viewOf('3.18.0'), object), 'default/a', 'http')).toEqual(['10.0.0.10', '10.0.0.9']);
  expect(hosts(list(viewOf('3.14.1'), object), 'default/a', 'http')).toEqual(['10.0.0.9', '10.0.0.10']);
});

test('a port without a name is found by its number, a named one never is', () => {
  const view = list(viewOf('3.18.0'), endpoints('default/a', { ports: [{ port: 8080 }] }), endpoints('default/b'));
  expect(view.nodes('default/a', '8080')).toEqual([{ host: '10.0.0.1', port: 8080, weight: 50 }]);
  expect(view.nodes('default/b', '8080')).toBeUndefined();
});

test('a port whose addresses are an empty list has an empty list of nodes, one without addresses none at all', () => {
  const empty = { ...endpoints('default/a'), subsets: [{ addresses: [], ports: [{ name: 'http', port: 80 }] }] };
  const view = list(viewOf('3.18.0'), empty, endpoints('default/b', { addresses: [], notReady: ['10.0.0.1'] }));
  expect(view.nodes('default/a', 'http')).toEqual([]);
  expect(view.nodes('default/b', 'http')).toBeUndefined();
});

test('slices of one Service are merged, and what is not ready is left out', () => {
  const view = list(
    viewOf('3.18.0', 'endpointslices'),
    endpointSlice('default/web-2', { service: 'web', addresses: ['10.0.0.2'] }),
    endpointSlice('default/web-1', { service: 'web', addresses: ['10.0.0.1'] }),
    { ...endpointSlice('default/web-3', { service: 'web' }), endpoints: [{ addresses: ['10.0.0.3'], conditions: {} }] },
  );
  expect(hosts(view, 'default/web', 'http')).toEqual(['10.0.0.1', '10.0.0.2']);
});

test('a deleted slice takes its nodes along, and the last one leaves an empty service', () => {
  const slice = endpointSlice('default/web-1', { service: 'web' });
  const view = list(viewOf('3.18.0', 'endpointslices'), slice);
  send(view, 'DELETED', slice);
  expect(view.nodes('default/web', 'http')).toBeUndefined();
  expect(view.dict.service('default/web')).toEqual(new Map());
});

test('3.14 keeps slices under their own name and knows no host', () => {
  const view = list(viewOf('3.14.1', 'endpointslices'), endpointSlice('default/web-1', { service: 'web' }));
  expect(view.nodes('default/web-1', 'http')).toEqual([{ port: 8080, weight: 50 }]);
});

test.each<[string, Resource]>([
  ['3.8.0', 'endpoints'],
  ['3.13.0', 'endpoints'],
  ['3.14.0', 'endpointslices'],
  ['3.18.0', 'endpointslices'],
])('%s watches %s when asked for slices', (version, resource) => {
  expect(watchedResource(releaseOf(version), 'endpointslices')).toBe(resource);
});

test('what a list no longer names is forgotten from 3.15 on', () => {
  const [a, b] = [endpoints('default/a'), endpoints('default/b')];
  const newer = list(list(viewOf('3.15.0'), a, b), b);
  expect(newer.dict.values().map(([key]) => key)).toEqual(['default/b', 'discovery_ready']);
  const older = list(list(viewOf('3.14.1'), a, b), b);
  expect(older.dict.values().map(([key]) => key)).toEqual(['default/a', 'default/b']);
});

test('a null where Lua wants a list stops the view until the next list', () => {
  const view = viewOf('3.18.0');
  list(view, endpoints('default/a'), { ...endpoints('default/x'), subsets: null }, endpoints('default/z'));
  expect(view.standing).toBe('stopped');
  expect(view.notes).toEqual([
    {
      kind: 'stopped',
      during: 'list',
      object: 'default/x',
      path: 'subsets',
      value: null,
      message: "bad argument #1 to 'ipairs' (table expected, got userdata)",
    },
  ]);
  send(view, 'ADDED', endpoints('default/b'));
  expect(view.dict.values().map(([key]) => key)).toEqual(['default/a']);
  list(view, endpoints('default/z'));
  expect([view.standing, view.notes, view.dict.ready]).toEqual(['following', [], true]);
});

test('one slice with ports null and a ready endpoint stops the whole cluster; without a ready endpoint it does not', () => {
  const portless = { ...endpointSlice('default/x-1', { service: 'x' }), ports: null };
  expect(list(viewOf('3.18.0', 'endpointslices'), portless).notes).toMatchObject([
    { kind: 'stopped', object: 'default/x-1', path: 'ports' },
  ]);
  const idle = { ...portless, endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: false } }] };
  expect(list(viewOf('3.18.0', 'endpointslices'), idle).notes).toEqual([]);
});

test('four nodes of a port without number may stop the gateway, three never do', () => {
  const allPorts = (...addresses: readonly string[]): GatewayView => {
    const slice = { ...endpointSlice('default/x-1', { service: 'x', addresses }), ports: [{ name: 'http', port: null }] };
    return list(viewOf('3.18.0', 'endpointslices'), slice);
  };
  expect(allPorts('10.0.0.1', '10.0.0.3', '10.0.0.2', '10.0.0.4').notes).toMatchObject([
    { kind: 'stopped', message: 'attempt to compare userdata with userdata' },
  ]);
  expect(allPorts('10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4').notes).toEqual([]);
  expect(allPorts('10.0.0.1', '10.0.0.3', '10.0.0.2').notes).toEqual([]);
});

test('a slice of 8000 nodes cannot be merged', () => {
  const addresses = Array.from({ length: 8_000 }, (_, at) => `10.0.${at >> 8}.${at & 255}`);
  const view = list(viewOf('3.18.0', 'endpointslices'), endpointSlice('default/big-1', { service: 'big', addresses }));
  expect(view.notes).toMatchObject([{ kind: 'stopped', message: 'too many results to unpack' }]);
  const smaller = list(
    viewOf('3.18.0', 'endpointslices'),
    endpointSlice('default/big-1', { service: 'big', addresses: addresses.slice(1) }),
  );
  expect(smaller.nodes('default/big', 'http')).toHaveLength(7_999);
});

test('a line that the gateway cannot read blocks its watch, not the next one', () => {
  const view = list(viewOf('3.18.0'), endpoints('default/a'));
  send(view, 'ADDED', endpoints('default/b'), false);
  send(view, 'ADDED', endpoints('default/c'));
  expect([view.standing, view.nodes('default/c', 'http')]).toEqual(['blocked', undefined]);
  expect(view.notes).toMatchObject([{ kind: 'blocked', line: expect.stringContaining('default') as string }]);
  view.watchEnded();
  send(view, 'ADDED', endpoints('default/c'));
  expect(hosts(view, 'default/c', 'http')).toEqual(['10.0.0.1']);
});

test('of the lines that blocked one watch after another only the last is noted', () => {
  const view = list(viewOf('3.18.0'));
  for (const name of ['default/a', 'default/b']) {
    send(view, 'ADDED', endpoints(name), false);
    view.watchEnded();
  }
  const line = JSON.stringify({ type: 'ADDED', object: endpoints('default/b') });
  expect(view.notes).toEqual([{ kind: 'blocked', line }]);
});

test('slices without the service-name label are skipped and counted, a few by name', () => {
  const unlabelled = ['a', 'b', 'c', 'd'].map((name) => {
    const { metadata, ...slice } = endpointSlice(`default/${name}`, { service: 'x' });
    return { ...slice, metadata: { name: metadata.name, namespace: metadata.namespace } };
  });
  expect(list(viewOf('3.18.0', 'endpointslices'), ...unlabelled).notes).toEqual([
    { kind: 'skipped', missing: 'service-name label', objects: ['default/a', 'default/b', 'default/c'], count: 4 },
  ]);
});

test('Endpoints without metadata are skipped from 3.17 on and stop releases before', () => {
  expect(list(viewOf('3.17.0'), { subsets: [] }, endpoints('default/a')).notes).toMatchObject([
    { kind: 'skipped', missing: 'metadata' },
  ]);
  expect(list(viewOf('3.16.0'), { subsets: [] }).notes).toMatchObject([{ kind: 'stopped', path: 'metadata' }]);
});

test('each change of a service is told, with its key', () => {
  const changed: string[] = [];
  const view = list(
    viewOf('3.18.0', 'endpoints', (key) => changed.push(key)),
    endpoints('default/a'),
    endpoints('default/b'),
  );
  send(view, 'MODIFIED', endpoints('default/a'));
  send(view, 'BOOKMARK', { metadata: { resourceVersion: '9' } });
  send(view, 'DELETED', endpoints('default/b'));
  list(view);
  expect(changed).toEqual(['default/a', 'default/b', 'default/a', 'default/b', 'default/a']);
});

test('a namespace that the filter refuses is not seen', () => {
  const view = new GatewayView({
    release: releaseOf('3.18.0'),
    resource: 'endpoints',
    namespaceFilter: namespaceFilter({ kind: 'match', patterns: ['team-.*'] }),
    defaultWeight: 7,
  });
  list(view, endpoints('team-a/s'), endpoints('default/s'));
  expect(view.nodes('team-a/s', 'http')).toEqual([{ host: '10.0.0.1', port: 8080, weight: 7 }]);
  expect(view.nodes('default/s', 'http')).toBeUndefined();
});

test.each([
  ['3.15.0', 'stopped', ['default/a']],
  ['3.17.0', 'following', ['default/a', 'default/b']],
])('false in a list of Endpoints leaves %s %s', (version, standing, served) => {
  const view = list(viewOf(version), endpoints('default/a'), false, endpoints('default/b'));
  const services = view.dict.values().flatMap(([key, { kind }]) => (kind === 'service' ? [key] : []));
  expect([view.standing, services]).toEqual([standing, served]);
});

import { expect, test } from 'vitest';
import type { WatchEvent } from '../../src/apisix/view.ts';
import type { ListWatchHandler } from '../../src/discovery/reflector.ts';
import { Reflector } from '../../src/discovery/reflector.ts';
import { FakeClock } from '../support/fake-clock.ts';
import type { ScriptedAnswer } from '../support/scripted-transport.ts';
import { SECRET, ScriptedTransport, kubeError } from '../support/scripted-transport.ts';

const LIST = '/api/v1/endpoints?limit=500';
const watchFrom = (resourceVersion: string): string =>
  `/api/v1/endpoints?watch=true&allowWatchBookmarks=true&resourceVersion=${resourceVersion}`;

/** A page of the list, each object given by its name. */
function page(names: readonly string[], { resourceVersion = '10', next = '' } = {}): ScriptedAnswer {
  const items = names.map((name) => ({ metadata: { name } }));
  return { chunks: [JSON.stringify({ kind: 'EndpointsList', metadata: { resourceVersion, continue: next }, items })] };
}

function event(type: string, name: string, resourceVersion: string): string {
  return `${JSON.stringify({ type, object: { metadata: { name, resourceVersion } } })}\n`;
}

/** Writes down what it receives, one word a thing. */
class Recorder implements ListWatchHandler {
  readonly received: string[] = [];
  refuses: (event: WatchEvent) => boolean = () => false;

  beginList(): void {
    this.received.push('list');
  }

  listPage({ items }: { items: unknown }): void {
    this.received.push(...(items as { metadata: { name: string } }[]).map(({ metadata }) => metadata.name));
  }

  endList(): void {
    this.received.push('listed');
  }

  event(watchEvent: WatchEvent): boolean {
    const { metadata } = (watchEvent.object ?? {}) as { metadata?: { name?: string } };
    this.received.push(`${watchEvent.type as string} ${metadata?.name ?? ''}`.trim());
    return !this.refuses(watchEvent);
  }

  watchEnded(): void {
    this.received.push('ended');
  }
}

/** Runs a reflector on these answers until it asks for one more. */
async function run(
  answers: readonly ScriptedAnswer[],
  { clock = new FakeClock({ hasty: true }), recorder = new Recorder() } = {},
) {
  const transport = new ScriptedTransport(...answers);
  const phases: string[] = [];
  const reflector = new Reflector({
    transport,
    target: { resource: 'endpoints', labelSelector: undefined, fieldSelector: undefined },
    handler: recorder,
    clock,
    random: () => 0,
    onState: ({ phase }) => phases.at(-1) === phase || phases.push(phase),
  });
  const abort = new AbortController();
  const running = reflector.run(abort.signal).catch((error: unknown) => error);
  await Promise.race([transport.exhausted, running]);
  abort.abort('stopped');
  await expect(running).resolves.toBe('stopped');
  return { received: recorder.received, requests: transport.requests, state: reflector.state, slept: clock.slept, phases };
}

test('lists page by page, then watches from the resourceVersion of the list', async () => {
  const { received, requests, state, phases } = await run([
    page(['a', 'b'], { next: 'more' }),
    page(['c'], { resourceVersion: '12' }),
    { chunks: [event('ADDED', 'd', '13'), event('BOOKMARK', '', '20')] },
  ]);
  expect(received).toEqual(['list', 'a', 'b', 'c', 'listed', 'ADDED d', 'BOOKMARK', 'ended']);
  expect(requests).toEqual([LIST, `${LIST}&continue=more`, watchFrom('12'), watchFrom('20')]);
  expect(state).toMatchObject({ objects: 4, resourceVersion: '20', lists: 1, retries: 0 });
  expect(phases).toEqual(['listing', 'watching']);
});

test('selectors go with every request as they stand', async () => {
  const transport = new ScriptedTransport(page([]));
  const abort = new AbortController();
  const reflector = new Reflector({
    transport,
    target: { resource: 'endpointslices', labelSelector: 'app in (a)', fieldSelector: 'metadata.namespace=default' },
    handler: new Recorder(),
    clock: new FakeClock({ hasty: true }),
    random: () => 0,
    onState: () => abort.abort('stopped'),
  });
  await expect(reflector.run(abort.signal)).rejects.toBe('stopped');
  expect(transport.requests).toEqual([
    '/apis/discovery.k8s.io/v1/endpointslices?limit=120&labelSelector=app in (a)&fieldSelector=metadata.namespace=default',
  ]);
});

test.each(['ERROR event', 'HTTP status'])('lists anew at once when the watch answers 410 as %s', async (form) => {
  const gone: ScriptedAnswer =
    form === 'HTTP status'
      ? kubeError('gone', { status: 410 })
      : { chunks: ['{"type":"ERROR","object":{"kind":"Status","code":410,"message":"too old resource version: 1 (9)"}}\n'] };
  const { received, slept } = await run([page(['a']), gone, page(['b'])]);
  expect(received).toEqual(['list', 'a', 'listed', 'list', 'b', 'listed']);
  expect(slept).toEqual([]);
});

test('slows down when every watch answers 410', async () => {
  const gone = kubeError('gone', { status: 410 });
  const { slept } = await run([page([]), gone, page([]), gone, page([]), gone, page([])]);
  expect(slept).toEqual([800, 1600]);
});

test('lists anew after a pause when the watch ends with another ERROR event', async () => {
  const error = '{"type":"ERROR","object":{"kind":"Status","code":500,"message":"etcd is unwell"}}\n';
  const { received, slept, state } = await run([page(['a']), { chunks: [error] }, page(['b'])]);
  expect(received).toEqual(['list', 'a', 'listed', 'list', 'b', 'listed']);
  expect(slept).toEqual([400]);
  expect(state.lastError?.message).toBe('https://cluster.test:6443 ended the watch with an error (500): etcd is unwell');
});

test.each<[string, ScriptedAnswer]>([
  ['list', { chunks: [`{"authorization":"Bearer ${SECRET}"}`] }],
  ['line of a watch', { chunks: [`Bearer ${SECRET}\n`] }],
  ['ERROR event', { chunks: [`{"type":"ERROR","object":{"code":500,"message":"who is Bearer ${SECRET}?"}}\n`] }],
])('a %s that repeats the token of the request is shown without it', async (what, answer) => {
  const { state } = await run(what === 'list' ? [answer] : [page([]), answer]);
  expect(state.lastError?.message).toContain('Bearer [secret]');
  expect(state.lastError?.message).not.toContain(SECRET);
});

test('of the message of an ERROR event the first 1000 characters are shown, on one line', async () => {
  const error = JSON.stringify({ type: 'ERROR', object: { code: 500, message: `\u001b[31m\n${'x'.repeat(3_000_000)}` } });
  const { state } = await run([page([]), { chunks: [`${error}\n`] }]);
  const message = `\\u{1b}[31m ${'x'.repeat(994)}…`;
  expect(state.lastError?.message).toBe(`https://cluster.test:6443 ended the watch with an error (500): ${message}`);
});

test('lists anew after each pause while the watch alone is refused', async () => {
  const forbidden = kubeError('forbidden', { status: 403 });
  const { received, requests, slept } = await run([page(['a']), forbidden, page(['b']), forbidden, page(['c'])]);
  expect(received).toEqual(['list', 'a', 'listed', 'list', 'b', 'listed', 'list', 'c', 'listed']);
  expect(requests).toEqual([LIST, watchFrom('10'), LIST, watchFrom('10'), LIST, watchFrom('10')]);
  expect(slept).toEqual([400, 800]);
});

test('resumes when a busy server refuses the watch', async () => {
  const { requests } = await run([page(['a']), kubeError('throttled', { status: 429 }), { chunks: [] }]);
  expect(requests).toEqual([LIST, watchFrom('10'), watchFrom('10'), watchFrom('10')]);
});

test('resumes after the last event when a connection breaks, and applies no event twice', async () => {
  const { received, requests } = await run([
    page(['a']),
    {
      chunks: [event('ADDED', 'b', '11'), event('MODIFIED', 'b', '12').slice(0, 30)],
      then: kubeError('unreachable', { cause: 'reset' }),
    },
    { chunks: [event('MODIFIED', 'b', '12')] },
  ]);
  expect(requests).toEqual([LIST, watchFrom('10'), watchFrom('11'), watchFrom('12')]);
  expect(received).toEqual(['list', 'a', 'listed', 'ADDED b', 'ended', 'MODIFIED b', 'ended']);
});

test('an event that was not taken comes again with the next watch', async () => {
  const recorder = new Recorder();
  recorder.refuses = () => recorder.received.filter((word) => word === 'ADDED b').length < 2;
  const { requests, state } = await run(
    [page(['a']), { chunks: [event('ADDED', 'b', '11')] }, { chunks: [event('ADDED', 'b', '11')] }],
    { recorder },
  );
  expect(requests).toEqual([LIST, watchFrom('10'), watchFrom('10'), watchFrom('11')]);
  expect(state.objects).toBe(2);
});

test('a line that is no event is shown by its first bytes, then the watch goes on behind the last event', async () => {
  const { received, requests, state } = await run([
    page([]),
    { chunks: [event('ADDED', 'a', '11'), '<html>\u0007oops\n'] },
    { chunks: [event('ADDED', 'b', '12')] },
  ]);
  expect(state.lastError?.message).toBe(
    'https://cluster.test:6443 sent a line in the watch that is no event: <html>\\u{7}oops\\n',
  );
  expect(state.lastError?.kind).toBe('protocol');
  expect(requests).toEqual([LIST, watchFrom('10'), watchFrom('11'), watchFrom('12')]);
  expect(received).toEqual(['list', 'listed', 'ADDED a', 'undefined', 'ADDED b', 'ended']);
});

test('blank lines, unknown fields and unknown types are no trouble', async () => {
  const odd = '{"type":"SYNCED","object":{"metadata":{"name":"a","resourceVersion":"11"},"extra":1},"more":[]}\n';
  const { received, state } = await run([page([]), { chunks: ['\n', '\r\n', odd] }]);
  expect(received).toEqual(['list', 'listed', 'undefined', 'undefined', 'SYNCED a', 'ended']);
  expect(state).toMatchObject({ lastError: undefined, resourceVersion: '11', objects: 0 });
});

test('an event cut anywhere, also inside a character, arrives whole', async () => {
  const line = Buffer.from(event('ADDED', 'zürich-東京', '11'));
  const bytes = [...line].map((byte) => Uint8Array.of(byte));
  const { received } = await run([page([]), { chunks: bytes }]);
  expect(received).toEqual(['list', 'listed', 'ADDED zürich-東京', 'ended']);
});

test('lists anew after eight watches, as the gateway does', async () => {
  const watch: ScriptedAnswer = { chunks: [event('BOOKMARK', '', '11')] };
  const { requests } = await run([page([]), ...Array.from({ length: 8 }, () => watch), page(['a'])]);
  expect(requests.map((request) => request === LIST)).toEqual([true, ...Array.from({ length: 8 }, () => false), true, false]);
});

test('asks a failing page again where that can help, and notes that the gateway would lose it', async () => {
  const busy = kubeError('throttled', { status: 429, retryAfterMs: 5_000 });
  const { received, requests, state, slept } = await run([page(['a'], { next: 'more' }), busy, page(['b'])]);
  expect(received).toEqual(['list', 'a', 'b', 'listed']);
  expect(requests.slice(1, 3)).toEqual([`${LIST}&continue=more`, `${LIST}&continue=more`]);
  expect(state.pageFailure).toBe(busy);
  expect(slept).toEqual([5_000]);
});

test('starts the list over when its snapshot is gone', async () => {
  const { received, state } = await run([page(['a'], { next: 'more' }), kubeError('gone', { status: 410 }), page(['a', 'b'])]);
  expect(received).toEqual(['list', 'a', 'list', 'a', 'b', 'listed']);
  expect(state).toMatchObject({ objects: 2, lists: 1 });
});

test('waits longer after each failure in a row, never less than Retry-After, and forgets them with the next event', async () => {
  const refused = kubeError('unreachable', { cause: 'refused' });
  const { slept, state } = await run([
    refused,
    refused,
    kubeError('throttled', { retryAfterMs: 20_000 }),
    page([]),
    { chunks: [event('BOOKMARK', '', '11')], then: refused },
  ]);
  expect(slept).toEqual([400, 800, 20_000, 400]);
  expect(state).toMatchObject({ retries: 1, lastError: refused, phase: 'waiting' });
});

test('a server whose every watch is garbage is asked more and more slowly', async () => {
  const garbage: ScriptedAnswer = { chunks: ['<html>\n'] };
  const { slept, state } = await run([page([]), garbage, garbage, garbage]);
  expect(slept).toEqual([400, 800, 1600]);
  expect(state.lastEventAt).toBeUndefined();
});

test('a server that ends empty watches at once is asked more and more slowly', async () => {
  const empty: ScriptedAnswer = { chunks: [] };
  const { slept } = await run([page([]), empty, empty, empty], { clock: new FakeClock({ hasty: true }) });
  expect(slept).toEqual([400, 800, 1600]);
});

test('a server that sends the same event and hangs up, every time, is not asked at full speed', async () => {
  const same: ScriptedAnswer = { chunks: [event('MODIFIED', 'a', '10')] };
  const { slept } = await run([page(['a']), same, same, same]);
  expect(slept).toEqual([400, 400, 400]);
});

test('watches that are short but get on follow each other at once', async () => {
  const { slept, requests } = await run([
    page([]),
    { chunks: [event('ADDED', 'a', '11')] },
    { chunks: [event('ADDED', 'b', '12')] },
  ]);
  expect(slept).toEqual([]);
  expect(requests.slice(1)).toEqual([watchFrom('10'), watchFrom('11'), watchFrom('12')]);
});

test('a server that sends a bookmark and then 410, every time, is not asked at full speed', async () => {
  const gone: ScriptedAnswer = {
    chunks: [event('BOOKMARK', '', '11'), '{"type":"ERROR","object":{"kind":"Status","code":410,"message":"too old"}}\n'],
  };
  const { slept } = await run([page([]), gone, page([]), gone, page([]), gone, page([])]);
  expect(slept).toEqual([400, 400]);
});

test.each([
  ['empty', '', 'answered the list with nothing'],
  ['no JSON', '<html>', 'answered the list with no Kubernetes list: <html>'],
  ['another kind', '{"kind":"List","metadata":{}}', 'answered the list with kind List instead of EndpointsList'],
  [
    'a kind that is no text',
    `{"metadata":{},"kind":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
    'answered the list with kind table instead of EndpointsList',
  ],
  [
    'a kind with escape sequences',
    '{"metadata":{},"kind":"\\u001b[31m"}',
    'answered the list with kind \\u{1b}[31m instead of EndpointsList',
  ],
  ['no metadata', '{"kind":"EndpointsList"}', 'answered the list with no Kubernetes list: {"kind":"EndpointsList"}'],
])('a list that is %s is a protocol error', async (_, body, message) => {
  const { state, received } = await run([{ chunks: [body] }, page(['a'])]);
  expect(state.lastError).toMatchObject({ kind: 'protocol', message: `https://cluster.test:6443 ${message}` });
  expect(received).toEqual(['list', 'list', 'a', 'listed']);
});

test('each text of a Warning header is kept once', async () => {
  const answer = page(['a'], { next: 'more' }) as Exclude<ScriptedAnswer, Error>;
  const { state } = await run([
    { ...answer, warnings: ['old'] },
    { ...(page(['b']) as typeof answer), warnings: ['old', 'odd'] },
  ]);
  expect(state.warnings).toEqual(['old', 'odd']);
});

test.each<{ readonly phase: 'watching' | 'waiting'; readonly watch: ScriptedAnswer; readonly ended: readonly string[] }>([
  { phase: 'watching', watch: { chunks: [], then: 'stay open' }, ended: [] },
  { phase: 'waiting', watch: kubeError('unreachable', { cause: 'reset' }), ended: ['ended'] },
])('relist() lists anew at once while $phase', async ({ phase, watch, ended }) => {
  const transport = new ScriptedTransport(page(['a']), watch, page(['b']));
  const recorder = new Recorder();
  const abort = new AbortController();
  const reflector = new Reflector({
    transport,
    target: { resource: 'endpoints', labelSelector: undefined, fieldSelector: undefined },
    handler: recorder,
    clock: new FakeClock(),
    random: () => 0,
    onState: (state) => {
      if (state.phase === phase && state.lists === 1) setImmediate(() => reflector.relist());
    },
  });
  const running = reflector.run(abort.signal).catch((error: unknown) => error);
  await transport.exhausted;
  abort.abort('stopped');
  await expect(running).resolves.toBe('stopped');
  expect(recorder.received).toEqual(['list', 'a', 'listed', ...ended, 'list', 'b', 'listed']);
});

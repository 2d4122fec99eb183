import { beforeAll, describe, expect, test } from 'vitest';

import type { Answer } from '../../src/playground/answer.ts';
import { answerRequest } from '../../src/playground/api-server.ts';
import type { ApiServerState } from '../../src/playground/api-server.ts';
import { FaultPlan, FAULTS, parseFault } from '../../src/playground/faults/plan.ts';
import { issueAccount } from '../../src/playground/issue-account.ts';
import { ObjectStore } from '../../src/playground/store/object-store.ts';
import { createTokenKey } from '../../src/playground/tokens/token-key.ts';
import type { TokenKey } from '../../src/playground/tokens/token-key.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { inShort, recordedSink } from './recorded-sink.ts';

const LIST = '/api/v1/endpoints?limit=1';
const WATCH = '/api/v1/endpoints?watch=1&resourceVersion=3&allowWatchBookmarks=1';
const USER = 'system:serviceaccount:default:apisix';

let tokenKey: TokenKey;
beforeAll(async () => {
  tokenKey = await createTokenKey();
});

function serverWith(...faults: string[]) {
  const clock = new FakeClock();
  const store = new ObjectStore(clock);
  for (const name of ['a', 'b']) store.create('endpoints', { metadata: { namespace: 'default', name } });
  const plan = new FaultPlan();
  plan.set(
    faults.map((text) => {
      const parsed = parseFault(text);
      if (!parsed.ok) throw new Error(parsed.message);
      return parsed.fault;
    }),
  );
  const rules = [
    { apiGroups: [''], resources: ['endpoints'], verbs: ['list', 'watch'] },
    { nonResourceURLs: ['/version'], verbs: ['get'] },
  ];
  const account = { namespace: 'default', name: 'apisix', rules };
  const { token } = issueAccount(store, account, { key: tokenKey, caPem: undefined, now: clock.now() });
  const state: ApiServerState = { store, clock, tokenKey, faults: plan };
  const get = (url: string): Answer => {
    const request = { method: 'GET', url, authorization: `Bearer ${token}`, contentType: '', userAgent: '', body: '' };
    return answerRequest(state, request).answer;
  };
  return { clock, store, get };
}

const statuses = (get: (url: string) => Answer, urls: readonly string[]) => urls.map((url) => get(url).status);

function bodyOf(answer: Answer): string {
  if (answer.kind !== 'body') throw new Error('a watch has no whole body');
  return answer.body;
}

function secondPage(get: (url: string) => Answer): string {
  // The playground wrote it.
  const { metadata } = JSON.parse(bodyOf(get(LIST))) as { metadata: { continue: string } };
  return `${LIST}&continue=${metadata.continue}`;
}

describe('parseFault', () => {
  test.each(FAULTS.map(({ kind }) => kind))('knows %s', (kind) => {
    expect(parseFault(kind)).toEqual({
      ok: true,
      fault: { fault: FAULTS.find((fault) => fault.kind === kind), times: undefined },
    });
  });

  test('reads a count', () => {
    expect(parseFault('429:2')).toMatchObject({ ok: true, fault: { fault: { kind: '429' }, times: 2 } });
  });

  test.each([
    [
      'teapot',
      'unknown fault "teapot"; known are 401, 403, 403-watch, 429, 500, 410-http, bad-page-2, expired-page-2, html, 410, slow, drop, stall, garbage, split, expired-cert, wrong-name-cert, no-token-controller',
    ],
    ['429:0', 'the count in fault "429:0" is no whole number from 1 on'],
    ['429:', 'the count in fault "429:" is no whole number from 1 on'],
    ['429:1:2', 'the count in fault "429:1:2" is no whole number from 1 on'],
    ['expired-cert:1', 'fault "expired-cert" holds for every connection and takes no count'],
    ['no-token-controller:1', 'fault "no-token-controller" holds until it is ended and takes no count'],
  ])('refuses %s', (text, message) => {
    expect(parseFault(text)).toEqual({ ok: false, message });
  });
});

describe('fault', () => {
  test.each([
    ['401', [401, 401, 401]],
    ['403', [403, 403, 200]],
    ['403-watch', [200, 403, 200]],
    ['429', [429, 429, 429]],
    ['500', [500, 500, 500]],
    ['410-http', [200, 410, 200]],
  ])('%s answers list, watch and version with %j', (fault, expected) => {
    expect(statuses(serverWith(fault).get, [LIST, WATCH, '/version'])).toEqual(expected);
  });

  test('with a count is over after so many requests', () => {
    const { get } = serverWith('429:2', '401:1');
    expect(statuses(get, [LIST, LIST, LIST, LIST])).toEqual([429, 429, 401, 200]);
  });

  test('with a count counts only the requests that it hits', () => {
    expect(statuses(serverWith('403-watch:1').get, [LIST, WATCH, WATCH])).toEqual([200, 403, 200]);
  });

  test('429 says when to come again', () => {
    expect(serverWith('429').get(LIST).headers).toMatchObject({ 'retry-after': '1' });
  });

  test('403-watch speaks as the API server does', () => {
    expect(bodyOf(serverWith('403-watch').get(WATCH))).toContain(
      String.raw`endpoints is forbidden: User \"${USER}\" cannot watch resource \"endpoints\" in API group \"\" at the cluster scope`,
    );
  });

  test.each([
    ['bad-page-2:1', 500],
    ['expired-page-2:1', 410],
  ])('%s lets page 1 through', (fault, status) => {
    const { get } = serverWith(fault);
    const second = secondPage(get);
    expect(statuses(get, [second, second])).toEqual([status, 200]);
  });

  test('expired-page-2 offers a token for the rest', () => {
    const { get } = serverWith('expired-page-2:1');
    const { metadata } = JSON.parse(bodyOf(get(secondPage(get)))) as { metadata: { continue: string } };
    expect(bodyOf(get(`${LIST}&continue=${metadata.continue}`))).toContain('"name":"b"');
  });

  test('html answers with a page to sign in on', () => {
    const answer = serverWith('html').get(LIST);
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(bodyOf(answer)).toMatch(/^<!doctype html>/);
  });

  test('slow holds every answer back for 2 s', () => {
    expect(serverWith('slow').get(LIST)).toMatchObject({ status: 200, delayMs: 2000 });
  });

  test('split cuts what is sent', () => {
    expect(serverWith('split').get(WATCH)).toMatchObject({ kind: 'watch', split: true });
  });

  test.each([
    { fault: '410', sent: ['ERROR too old resource version: 1 (2)', '<end>'] },
    { fault: 'drop', sent: ['DELETED a@8', '<cut>'] },
    { fault: 'stall', sent: [] },
    { fault: 'none', sent: ['DELETED a@8', 'BOOKMARK @8'] },
  ])('$fault makes a watch of $sent', ({ fault, sent }) => {
    const { clock, store, get } = serverWith(...(fault === 'none' ? [] : [fault]));
    const answer = get(WATCH);
    if (answer.kind !== 'watch') throw new Error('no watch');
    const sink = recordedSink();
    const stop = answer.open(sink);
    store.delete('endpoints', { namespace: 'default', name: 'a' });
    clock.advance(60_000);
    expect(inShort(sink.sent)).toEqual(sent);
    stop();
    expect(clock.pending).toBe(0);
  });

  test('garbage puts a line that is no JSON before the events', () => {
    const { store, get } = serverWith('garbage');
    const answer = get(WATCH);
    if (answer.kind !== 'watch') throw new Error('no watch');
    const sink = recordedSink();
    answer.open(sink)();
    expect(sink.sent).toEqual(['\u0000garbage: not an event']);
    expect(store.resourceVersion).toBe(7);
  });

  test('of a watch leaves a refused one alone', () => {
    expect(serverWith('stall').get('/api/v1/services?watch=1')).toMatchObject({ kind: 'body', status: 403 });
  });
});

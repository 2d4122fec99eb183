import { describe, expect, it } from 'vitest';
import { KubeError } from '../../../src/kube/kube-error.ts';
import type { KubeErrorDetails } from '../../../src/kube/kube-error.ts';
import type { ApiResponse, Transport } from '../../../src/kube/transport.ts';
import { askServer } from '../../../src/token/verify/ask-server.ts';
import type { ServerFacts } from '../../../src/token/verify/facts.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const SERVER = 'https://cluster.test:6443';
const WHO = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
const MAY = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const VERSION = '/version';

type Answer = object | KubeError;

const clock = new FakeClock();
const failure = (kind: KubeErrorDetails['kind'], details: Partial<KubeErrorDetails> = {}): KubeError =>
  new KubeError(kind, { ...details, kind, server: SERVER });
const NOT_FOUND = failure('not-found', { status: 404 });
const REFUSED = failure('unauthorized', { status: 401, sentAt: clock.now() + 90_000 });
const ME = { kind: 'SelfSubjectReview', status: { userInfo: { username: 'jane' } } };
const YES = { kind: 'SelfSubjectAccessReview', status: { allowed: true } };
const jane = { kind: 'known', user: { username: 'jane', uid: undefined, groups: [] } };

/** Asks a server of these answers; a path of several gives one to each connection. Others are not found. */
async function ask(answers: Readonly<Record<string, Answer | readonly Answer[]>>): Promise<{ facts: ServerFacts; open: number }> {
  let connections = 0;
  let open = 0;
  const connect = (): Transport => {
    const connection = connections++;
    open++;
    const answer = async ({ path }: { readonly path: string }): Promise<ApiResponse> => {
      const given = answers[path] ?? NOT_FOUND;
      const one: unknown = Array.isArray(given) ? given[connection % given.length] : given;
      if (one instanceof KubeError) throw one;
      return responseOf(one);
    };
    return { server: SERVER, get: answer, send: answer, close: () => void open-- };
  };
  const { signal } = new AbortController();
  return { facts: await askServer({ connect, resources: ['endpoints'], clock, signal }), open };
}

function responseOf(body: unknown): ApiResponse {
  const bytes = Buffer.from(JSON.stringify(body));
  const headers = { date: new Date(clock.now()).toUTCString() };
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    yield bytes;
  };
  return { status: 200, headers, warnings: [], body: chunks(), redact: (text) => text };
}

describe('an API server is asked who the token is', () => {
  it.each<[string, Readonly<Record<string, Answer | readonly Answer[]>>, readonly unknown[]]>([
    ['and says so', { [WHO]: ME, [MAY]: YES, [VERSION]: {} }, Array.from({ length: 5 }, () => jane)],
    ['and is too old for it', { [MAY]: YES, [VERSION]: {} }, Array.from({ length: 5 }, () => ({ kind: 'unnamed' }))],
    [
      'and something before it does not know the question',
      { [MAY]: REFUSED },
      Array.from({ length: 5 }, () => ({ kind: 'refused' })),
    ],
    ['and lets nobody ask', { [WHO]: failure('forbidden') }, Array.from({ length: 5 }, () => ({ kind: 'unnamed' }))],
    [
      'and saw none',
      { [WHO]: failure('forbidden', { cause: 'anonymous' }), [VERSION]: {} },
      Array.from({ length: 5 }, () => ({ kind: 'anonymous' })),
    ],
    [
      'which could not be sent',
      { [WHO]: failure('unauthorized', { cause: 'empty-token' }) },
      Array.from({ length: 5 }, () => ({ kind: 'unsent' })),
    ],
    [
      'and takes turns with another',
      { [WHO]: [ME, REFUSED], [VERSION]: {} },
      [jane, { kind: 'refused' }, jane, { kind: 'refused' }, jane],
    ],
  ])('%s', async (_title, answers, identities) => {
    const { facts, open } = await ask(answers);
    expect({ identities: facts.identities, open }).toEqual({ identities, open: 0 });
  });

  it('and cannot be reached', async () => {
    const gone = failure('unreachable', { cause: 'refused' });
    await expect(ask({ [WHO]: gone })).rejects.toBe(gone);
  });
});

describe('of a token that is taken', () => {
  it('the rights are asked for', async () => {
    const { facts } = await ask({
      [WHO]: ME,
      [MAY]: { ...YES, status: { allowed: false, reason: 'no' } },
      [VERSION]: { major: '1', minor: '36' },
    });
    expect(facts).toEqual({
      identities: Array.from({ length: 5 }, () => jane),
      version: { major: 1, minor: 36 },
      skewMs: 500,
      rights: [
        { resource: 'endpoints', verb: 'list', allowed: false, reason: 'no' },
        { resource: 'endpoints', verb: 'watch', allowed: false, reason: 'no' },
      ],
    });
  });

  it('rights may be a secret', async () => {
    const { facts } = await ask({ [WHO]: ME, [MAY]: failure('forbidden'), [VERSION]: {} });
    expect(facts.rights.map(({ allowed }) => allowed)).toEqual([undefined, undefined]);
  });
});

it('a refusal tells the time, too', async () => {
  const { facts } = await ask({ [WHO]: REFUSED, [VERSION]: REFUSED });
  expect(facts).toMatchObject({ version: undefined, skewMs: 90_500, rights: [] });
});

import http from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { Asking } from '../../src/kube/ask.ts';
import { tokenCredentials } from '../../src/kube/credentials.ts';
import { createTransport } from '../../src/kube/http-transport.ts';
import { mayI, reviewToken, whoAmI } from '../../src/kube/reviews.ts';
import type { Transport } from '../../src/kube/transport.ts';
import { listen } from '../support/listen.ts';

/** A server that answers each path with a status and an object, and keeps what it was sent. */
async function serve(answers: Readonly<Record<string, readonly [status: number, body: unknown]>>) {
  const asked: [path: string, body: unknown][] = [];
  const server = http.createServer((incoming, response) => {
    const { url = '' } = incoming;
    let text = '';
    incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    incoming.on('end', () => {
      asked.push([url, JSON.parse(text)]);
      const [status, body] = answers[url] ?? [404, { message: 'the server could not find the requested resource' }];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  const transport = createTransport({
    id: undefined,
    name: 'test',
    server: new URL(url),
    source: { kind: 'flags' },
    credentials: tokenCredentials({ token: 'sesame', origin: '--token', server: url }),
    trust: { verify: 'nothing' },
  });
  opened.push(transport);
  const asking: Asking<Transport> = { transport, signal: new AbortController().signal };
  return { asked, asking, url };
}

const opened: Transport[] = [];
afterEach(() => opened.splice(0).forEach((transport) => transport.close()));

const SELF = '/apis/authentication.k8s.io';
const ACCESS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const ACCOUNT = { username: 'system:serviceaccount:default:a', uid: 'u-1', groups: ['system:serviceaccounts'] };

describe('whoAmI', () => {
  test.each(['v1', 'v1beta1', 'v1alpha1'])('asks %s where the newer ones are not there', async (version) => {
    const { asked, asking } = await serve({
      [`${SELF}/${version}/selfsubjectreviews`]: [
        201,
        { kind: 'SelfSubjectReview', status: { userInfo: { ...ACCOUNT, extra: {} } } },
      ],
    });
    expect(await whoAmI(asking)).toEqual(ACCOUNT);
    expect(asked.at(-1)).toEqual([
      `${SELF}/${version}/selfsubjectreviews`,
      { apiVersion: `authentication.k8s.io/${version}`, kind: 'SelfSubjectReview' },
    ]);
  });

  test('does not know on a server before 1.26', async () => {
    const { asked, asking } = await serve({});
    expect(await whoAmI(asking)).toBeUndefined();
    expect(asked).toHaveLength(3);
  });

  test('rejects where the token is refused', async () => {
    const { asking } = await serve({
      [`${SELF}/v1/selfsubjectreviews`]: [401, { message: 'Unauthorized', reason: 'Unauthorized' }],
    });
    await expect(whoAmI(asking)).rejects.toMatchObject({ kind: 'unauthorized', details: { reason: 'Unauthorized' } });
  });
});

describe('mayI', () => {
  const right = { verb: 'list', group: '', resource: 'endpoints' };

  test.each([
    [{ allowed: true }, { allowed: true, reason: undefined }],
    [{ allowed: false }, { allowed: false, reason: undefined }],
    [
      { allowed: false, reason: 'RBAC: clusterrole.rbac.authorization.k8s.io "x" not found' },
      { allowed: false, reason: 'RBAC: clusterrole.rbac.authorization.k8s.io "x" not found' },
    ],
    [{}, { allowed: false, reason: undefined }],
  ])('reads %j', async (status, expected) => {
    const { asked, asking } = await serve({ [ACCESS]: [201, { kind: 'SelfSubjectAccessReview', status }] });
    expect(await mayI(right, asking)).toEqual(expected);
    expect(asked).toEqual([
      [ACCESS, { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes: right } }],
    ]);
  });
});

test('an answer that is no review allows nothing, and is told', async () => {
  const { asking, url } = await serve({ [ACCESS]: [200, { status: { allowed: true } }] });
  const asked = mayI({ verb: 'list', group: '', resource: 'endpoints' }, asking);
  await expect(asked).rejects.toThrow(`${url} answers with no kind where SelfSubjectAccessReview is due`);
});

describe('reviewToken', () => {
  const path = `${SELF}/v1/tokenreviews`;

  test.each([
    [
      { authenticated: true, user: ACCOUNT, audiences: ['https://kubernetes.default.svc'] },
      { authenticated: true, user: ACCOUNT, error: undefined, audiences: ['https://kubernetes.default.svc'] },
    ],
    [
      { error: '[invalid bearer token, Token has been invalidated]', user: {} },
      {
        authenticated: false,
        user: undefined,
        error: '[invalid bearer token, Token has been invalidated]',
        audiences: [],
      },
    ],
  ])('reads %j', async (status, expected) => {
    const { asked, asking } = await serve({ [path]: [201, { kind: 'TokenReview', spec: { token: 'a.b.c' }, status }] });
    expect(await reviewToken('a.b.c', asking)).toEqual(expected);
    expect(asked).toEqual([[path, { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token: 'a.b.c' } }]]);
  });

  test('shows the token in no error', async () => {
    const { asking, url } = await serve({ [path]: [422, { message: 'cannot review a.b.c for sesame' }] });
    await expect(reviewToken('a.b.c', asking)).rejects.toThrow(
      `${url} rejects POST ${path} (422): cannot review [secret] for [secret]`,
    );
  });
});

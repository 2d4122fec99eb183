import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli } from '../../support/cli.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { objectServer, refusal } from '../../support/object-server.ts';
import type { ObjectAnswer } from '../../support/object-server.ts';
import { boundClaims, unsignedToken } from '../../support/tokens.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'k8s-disco-create-'));
});
afterAll(() => rm(directory, { recursive: true }));

const NAMESPACE = '/api/v1/namespaces/default';
const REQUEST = `POST ${NAMESPACE}/serviceaccounts/apisix/token`;
const ISSUER = 'https://kubernetes.default.svc';

const clock = new FakeClock();
const now = clock.now();
const TOKEN = unsignedToken(boundClaims({ iat: now / 1000, exp: now / 1000 + 3600 }));

/** A token for so many seconds from now on. */
function issued(expirationSeconds: number, audiences: readonly string[] = [ISSUER]): ObjectAnswer {
  const expirationTimestamp = new Date(now + expirationSeconds * 1000).toISOString();
  return { status: 201, body: { spec: { audiences, expirationSeconds }, status: { token: TOKEN, expirationTimestamp } } };
}

/** Runs `token create apisix` on these answers; the server's port shows as PORT. */
async function create(args: readonly string[], answers: Readonly<Record<string, ObjectAnswer>>) {
  const { url, bodies } = await objectServer(answers);
  const { code, stdout, stderr } = await cli(['token', 'create', 'apisix', ...args, '--server', url], {
    cwd: directory,
    host: { clock },
  });
  const [sent] = bodies;
  return { code, stdout, stderr: stderr.replaceAll(url, 'http://127.0.0.1:PORT'), sent };
}

test('the token goes to stdout, and its end to stderr', async () => {
  expect(await create([], { [REQUEST]: issued(3600) })).toEqual({
    code: 0,
    stdout: TOKEN,
    stderr: `✔ issued a token of system:serviceaccount:default:apisix; it expires 2026-01-01
    01:00 UTC, in 60 min
`,
    sent: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences: [] } },
  });
});

test('every option goes into the request', async () => {
  const args = ['--duration', '90d', '--audience', 'a', '--audience', ISSUER, '--bind-to', 'secret/apisix-token'];
  expect(await create(args, { [REQUEST]: issued(90 * 86_400, ['a', ISSUER]) })).toMatchObject({
    code: 0,
    stderr: `✔ issued a token of system:serviceaccount:default:apisix; it expires 2026-04-01
    00:00 UTC, in 90 d
`,
    sent: {
      spec: {
        audiences: ['a', ISSUER],
        expirationSeconds: 90 * 86_400,
        boundObjectRef: { apiVersion: 'v1', kind: 'Secret', name: 'apisix-token' },
      },
    },
  });
});

test('a life that the API server shortened, and an audience that is not its own, are told', async () => {
  const { code, stdout, stderr } = await create(['--duration', '24h', '--audience', 'vault'], {
    [REQUEST]: issued(7200, ['vault']),
  });
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: TOKEN,
    stderr: `✔ issued a token of system:serviceaccount:default:apisix; it expires 2026-01-01
    02:00 UTC, in 2 h
⚠ The API server shortened the life of the token to 2 h; 24 h were asked     T05
    for
⚠ The API server itself probably refuses this token: it is for vault, not    T08
    for https://kubernetes.default.svc. For a gateway, leave --audience out
`,
  });
});

test('--out-file takes the token, and JSON tells of it', async () => {
  const { stdout, stderr } = await create(['-o', 'json', '--out-file', 'token'], { [REQUEST]: issued(3600) });
  expect({ stderr, report: JSON.parse(stdout) as unknown }).toEqual({
    stderr: '',
    report: {
      apiVersion: 'k8s-disco/v1',
      kind: 'TokenReport',
      action: 'create',
      cluster: expect.stringMatching(/^127/),
      server: expect.stringMatching(/^http/),
      subject: 'system:serviceaccount:default:apisix',
      secret: null,
      expires: '2026-01-01T01:00:00.000Z',
      audiences: [ISSUER],
      issuer: ISSUER,
      token: null,
      file: 'token',
      candidates: [],
      findings: [],
    },
  });
  expect(await readFile(join(directory, 'token'), 'utf8')).toBe(TOKEN);
});

describe('what is not there is told:', () => {
  const ACCOUNT = { metadata: { name: 'apisix' } };
  test.each([
    ['the account', [], {}, 'there is no service account default/apisix'],
    [
      'the pod',
      ['--bind-to', 'pod/shop-0'],
      { [`GET ${NAMESPACE}/serviceaccounts/apisix`]: ACCOUNT },
      'there is no Pod default/shop-0 to bind the token to',
    ],
    [
      'the node',
      ['--bind-to', 'node/n-1'],
      { [`GET ${NAMESPACE}/serviceaccounts/apisix`]: ACCOUNT },
      'there is no Node n-1 to bind the token to',
    ],
  ])('%s', async (_, args, answers, message) => {
    const { code, stdout, stderr } = await create(args, { [`GET ${NAMESPACE}/serviceaccounts`]: { items: [] }, ...answers });
    expect({ code, stdout, first: stderr.split('\n')[0] }).toEqual({ code: 1, stdout: '', first: `✖ ${message}` });
  });

  test('TokenRequest itself, which ends with 3', async () => {
    expect(await create([], { [`GET ${NAMESPACE}/serviceaccounts/apisix`]: ACCOUNT })).toMatchObject({ code: 3, stdout: '' });
  });
});

test('a refusal ends with 3', async () => {
  expect(await create([], { [REQUEST]: refusal(403, 'Forbidden', 'no') })).toMatchObject({ code: 3, stdout: '' });
});

test.each([
  [['--duration', '9m'], '--duration 9m is too short: API servers issue no token for less than 10 min'],
  [['--duration', '200y'], '--duration "200y" is not a duration'],
  [['--duration', 'soon'], '--duration "soon" is not a duration'],
  [['--bind-to', 'service/a'], '--bind-to "service/a" is no object that a token can be bound to'],
  [['--bind-to', 'pod'], '--bind-to "pod" is no object that a token can be bound to'],
  [['--bind-to', 'pod/A'], '--bind-to "A" is no name in Kubernetes. Did you mean a?'],
])('%j is refused before anything is asked', async (args, message) => {
  const { code, stdout, stderr } = await cli(['token', 'create', ...args, '--server', 'http://127.0.0.1:1']);
  expect({ code, stdout, first: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', first: `✖ ${message}` });
});

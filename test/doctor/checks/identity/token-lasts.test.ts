import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { tokenLasts } from '../../../../src/doctor/checks/identity/token-lasts.ts';
import { momentText } from '../../../../src/findings/time-text.ts';
import { readToken } from '../../../../src/kube/read-token.ts';
import type { Playground } from '../../../../src/playground/playground.ts';
import type { TokenPlace } from '../../../../src/token/token-text.ts';
import { listen } from '../../../support/listen.ts';
import { examinedPlayground, playground } from '../../../support/playground-cluster.ts';
import type { Asker } from '../../../support/playground-cluster.ts';
import { boundClaims, unsignedToken } from '../../../support/tokens.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const INLINE: TokenPlace = { kind: 'inline', config: 'config.yaml', cluster: undefined };
const TOKEN_FILE: TokenPlace = { kind: 'token-file', path: '/t' };

/** Outcome, cause or title, and evidence. */
async function told(server: Playground, asker: Asker): Promise<readonly string[]> {
  const [answer] = await tokenLasts.examine(examinedPlayground(server, asker));
  if (answer === undefined) throw new Error('no answer');
  const { outcome, title = '', cause, evidence, mend } = answer;
  return [
    outcome,
    cause === undefined ? title : `${cause.id} ${cause.message}`,
    ...evidence,
    ...(mend === undefined ? [] : [mend]),
  ];
}

const RENEW = `echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"gateway-token","namespace":"default","annotations":{"kubernetes.io/service-account.name":"gateway"}},"type":"kubernetes.io/service-account-token"}' | kubectl apply -f - --context prod && sleep 2 && k8s-disco token get gateway -n default --secret gateway-token --out-file`;
const RENEW_IN_CONFIG = 'k8s-disco setup-rbac -n default --name gateway --emit-config config.yaml --context prod';

it.each<readonly [title: string, seconds: number, asker: Omit<Asker, 'text'>, expected: readonly string[]]>([
  ['a long one does', 60 * DAY, {}, ['pass', 'The token is good until END']],
  [
    'a short one that is read for each request does',
    HOUR,
    { place: TOKEN_FILE },
    ['pass', 'The token is good until END, and the gateway reads its file before each request'],
  ],
  [
    'a short one does not',
    HOUR,
    {},
    ['warn', 'T05 The token in token lives 60 min in all, until END', `${RENEW} token --context prod`],
  ],
  [
    'a short one in the config does not: all of that is one warning',
    HOUR,
    { place: INLINE },
    [
      'warn',
      'T05 client.token lives 60 min in all, until END',
      'client.token is read at start only, and expires at END',
      RENEW_IN_CONFIG,
    ],
  ],
  [
    'a long one in the config does not',
    60 * DAY,
    { place: INLINE },
    ['warn', 'T07 client.token is read at start only, and expires at END', RENEW_IN_CONFIG],
  ],
  [
    'a long one in a file that is read once does not',
    60 * DAY,
    { place: TOKEN_FILE, release: '3.12.0' },
    ['warn', 'T06 The token in /t is read at start only, and expires at END', `${RENEW} /t --context prod`],
  ],
])('%s', async (_title, seconds, asker, expected) => {
  const server = await playground();
  const text = server.issueToken('gateway', { lifetimeSeconds: seconds });
  const end = endOf(text);
  expect(await told(server, { text, ...asker })).toEqual(expected.map((line) => line.replace('END', end)));
});

/** As messages tell it. */
function endOf(token: string): string {
  const reading = readToken(token);
  return 'claims' in reading && reading.claims.expiresAt !== undefined ? momentText(reading.claims.expiresAt) : 'never';
}

it('one of a Secret does', async () => {
  const server = await playground();
  expect(await told(server, { text: server.account('gateway').token })).toEqual(['pass', 'The token does not expire']);
});

it('one of a Secret that its account names does not, as an admin sees', async () => {
  const server = await playground();
  server.store.put('serviceaccounts', {
    metadata: { namespace: 'default', name: 'gateway', uid: server.account('gateway').uid },
    secrets: [{ name: 'gateway-token' }],
  });
  const [outcome, cause] = await told(server, { text: server.account('gateway').token, adminName: 'admin' });
  expect([outcome, cause?.slice(0, 3)]).toEqual(['warn', 'T18']);
});

/** An API server behind something that hides all reviews. */
async function unsaying(): Promise<Pick<Playground, 'url' | 'account'>> {
  const port = await listen(createServer((_, response) => response.writeHead(404).end()));
  const account = (): never => {
    throw new Error('there are no accounts');
  };
  return { url: `http://127.0.0.1:${port}`, account };
}

it('an expired one is not said to, where nobody says what the API server makes of it', async () => {
  const text = unsignedToken(boundClaims({ iat: 0, exp: HOUR }));
  const [answer] = await tokenLasts.examine(examinedPlayground(await unsaying(), { text }));
  expect(answer).toEqual({
    outcome: 'unknown',
    evidence: ['The token in token expired at 1970-01-01 01:00 UTC: the API server answers 401'],
  });
});

it('one of no known form says nothing', async () => {
  const [answer] = await tokenLasts.examine(examinedPlayground(await unsaying(), { text: 'sesame' }));
  expect(answer).toEqual({ outcome: 'pass', title: 'Nothing in the token says that it expires', evidence: [] });
});

it('nobody knows without a token', async () => {
  const server = await playground();
  expect(await told(server, { text: '', token: undefined })).toEqual(['skip', '', 'No token of a gateway is known']);
});

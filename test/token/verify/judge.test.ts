import { describe, expect, it } from 'vitest';
import { releaseOf } from '../../../src/apisix/release.ts';
import { inspectToken } from '../../../src/token/inspect.ts';
import type { AdminFacts, Identity, RightAnswer, ServerFacts } from '../../../src/token/verify/facts.ts';
import { judge } from '../../../src/token/verify/judge.ts';
import type { AskedToken } from '../../../src/token/verify/judge.ts';
import { base64, boundClaims, SECRET_CLAIMS, unsignedToken } from '../../support/tokens.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const release = releaseOf('3.18.0');
const place = { kind: 'file', path: 'token.txt' } as const;
const secretToken = unsignedToken(SECRET_CLAIMS);
const yearly = (binding = {}): string => unsignedToken(boundClaims({ iat: NOW / 1000, exp: NOW / 1000 + 365 * 86_400 }, binding));

const forVault = unsignedToken({ ...boundClaims({ iat: NOW / 1000, exp: NOW / 1000 + 365 * 86_400 }), aud: ['vault'] });

const known: Identity = { kind: 'known', user: { username: 'system:serviceaccount:default:apisix', uid: undefined, groups: [] } };
const refused: Identity = { kind: 'refused' };

/** Rights in the order list and watch of endpoints, list and watch of slices. */
function rights(...allowed: readonly (boolean | undefined)[]): readonly RightAnswer[] {
  return allowed.map((one, at) => ({
    resource: at < 2 ? 'endpoints' : 'endpointslices',
    verb: at % 2 === 0 ? 'list' : 'watch',
    allowed: one,
    reason: undefined,
  }));
}

const server = (identities: readonly Identity[], more: Partial<ServerFacts> = {}): ServerFacts => ({
  identities,
  version: undefined,
  skewMs: 0,
  rights: rights(true, true, true, true),
  ...more,
});

const admin = (facts: Partial<AdminFacts> = {}): AdminFacts => ({
  kind: 'asked',
  credentials: 'the token of kubeconfig user admin',
  review: undefined,
  secret: undefined,
  account: undefined,
  keys: undefined,
  version: undefined,
  ...facts,
});

const reviewed = (error: string, facts: Partial<AdminFacts> = {}): AdminFacts =>
  admin({
    review: { authenticated: false, user: undefined, error: `[invalid bearer token, ${error}]`, audiences: [] },
    ...facts,
  });

function told(text: string, asked: Partial<Omit<AskedToken, 'inspection'>>): readonly string[] {
  const inspection = inspectToken({ text, place }, { release, now: NOW });
  const findings = judge({
    inspection,
    place,
    release,
    needed: { resources: ['endpoints', 'endpointslices'], extent: 'one' },
    server: server([refused]),
    admin: undefined,
    isOfOtherPod: false,
    askAgain: undefined,
    ...asked,
  });
  return findings.map(
    ({ id, severity, message, mend }) => `${id} ${severity} ${message}${mend === undefined ? '' : ` | ${mend}`}`,
  );
}

const SETUP = 'k8s-disco setup-rbac -n default --name apisix';
const MAKE_SECRET = `echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"apisix-token","namespace":"default","annotations":{"kubernetes.io/service-account.name":"apisix"}},"type":"kubernetes.io/service-account-token"}' | kubectl`;
const REMAKE = `${MAKE_SECRET} create -f -`;
const RENEW = `${MAKE_SECRET} apply -f - && sleep 2 && k8s-disco token get apisix -n default --secret apisix-token --out-file token.txt`;
const REPLACE = `${SETUP} --emit-token-file token.txt`;
const GRANT =
  'kubectl create clusterrole default-apisix-endpointslices --verb=list,watch --resource=endpointslices.discovery.k8s.io && kubectl create clusterrolebinding default-apisix-endpointslices --clusterrole=default-apisix-endpointslices --serviceaccount=default:apisix';
const GONE =
  'T11 error The Secret default/apisix-token of the token is gone. Made again under this name it holds the very same token, and the gateway needs no change';

describe('a token that is taken from memory', () => {
  const taken = (facts: Partial<AdminFacts>) => told(secretToken, { server: server([known]), admin: admin(facts) });
  const review = { authenticated: true, user: undefined, error: undefined, audiences: [] };
  const FROM_MEMORY = '. The API server takes the token from memory, for 10 s at most';

  it('has lost its Secret, as an admin sees', () => {
    expect(taken({ review, secret: { kind: 'absent' } })).toEqual([`${GONE}${FROM_MEMORY} | ${REMAKE}`]);
  });

  it('has lost its account, as an admin sees', () => {
    expect(taken({ review, account: { kind: 'absent' } })).toEqual([
      `T10 error The account default/apisix of the token is gone, and with the account its tokens ended${FROM_MEMORY} | ${REPLACE}`,
    ]);
  });

  it('is well where the admin may be of another cluster', () => {
    expect(taken({ secret: { kind: 'absent' } })).toEqual([]);
  });
});

describe('a token that is refused', () => {
  it.each<[string, string, Partial<Omit<AskedToken, 'inspection'>>, readonly string[]]>([
    [
      'shows the cause itself, whatever an admin is told',
      base64(secretToken),
      { admin: reviewed('invalid signature, no keys found') },
      [
        'T01 error The token in token.txt is still encoded in base64: the API server answers 401 | (umask 077; base64 -d token.txt > decoded-token)',
      ],
    ],
    [
      'has lost its Secret',
      secretToken,
      {
        admin: reviewed('Token has been invalidated', {
          secret: { kind: 'absent' },
          account: { kind: 'present', uid: 'uid-of-account', secrets: [], remembered: undefined },
        }),
      },
      [`${GONE} | ${REMAKE}`],
    ],
    [
      'has lost its Secret, as far as an admin may look',
      secretToken,
      { admin: reviewed('Token has been invalidated') },
      [`${GONE} | ${REMAKE}`],
    ],
    [
      'was rotated away',
      secretToken,
      {
        admin: reviewed('Token has been invalidated', {
          secret: { kind: 'absent' },
          account: { kind: 'present', uid: 'uid-of-account', secrets: [], remembered: 'apisix-token-2' },
        }),
      },
      [
        'T11 error The Secret default/apisix-token of the token is gone. The token was rotated away: the account apisix has that of the Secret apisix-token-2 now | k8s-disco token get apisix -n default --out-file token.txt',
      ],
    ],
    [
      'has lost its account, and with it the Secret',
      secretToken,
      { admin: reviewed('Token has been invalidated', { secret: { kind: 'absent' }, account: { kind: 'absent' } }) },
      [`T10 error The account default/apisix of the token is gone, and with the account its tokens ended | ${REPLACE}`],
    ],
    [
      'is of an account that was made again',
      secretToken,
      {
        admin: reviewed('Token has been invalidated', {
          account: { kind: 'present', uid: 'another', secrets: [], remembered: undefined },
        }),
      },
      [
        `T10 error The account default/apisix of the token was deleted and made again, and with the account its tokens ended | ${REPLACE}`,
      ],
    ],
    [
      'is not the one that its Secret holds',
      secretToken,
      {
        admin: reviewed("Token does not match server's copy", {
          secret: { kind: 'present', lastUsed: undefined, invalidSince: undefined },
        }),
      },
      [
        'T11 error The token in token.txt is not the one that its Secret default/apisix-token holds now | k8s-disco token get apisix -n default --out-file token.txt',
      ],
    ],
    [
      'was bound to a node that is gone',
      yearly({ node: { name: 'worker' } }),
      { admin: reviewed('service account token has been invalidated') },
      [`T12 error The token in token.txt is bound to the node worker, which is gone | ${RENEW}`],
    ],
    [
      'is taken by the server of the admin',
      secretToken,
      { admin: admin({ review: { authenticated: true, user: undefined, error: undefined, audiences: [] } }) },
      [
        'T23 error The token in token.txt is refused, but a TokenReview with the token of kubeconfig user admin takes it: that was another API server, and they do not share their keys, or it is of another cluster',
      ],
    ],
    [
      'is refused in words that nobody knows',
      secretToken,
      { admin: reviewed('the webhook says no') },
      ['T30 error The token in token.txt is refused: [invalid bearer token, the webhook says no]'],
    ],
    [
      'has a key that the server does not have, as an admin sees who may make no review',
      secretToken,
      { admin: admin({ keys: { issuer: undefined, keyIds: ['another'] } }) },
      [
        `T09 error The token in token.txt is signed with a key that this API server does not have: it is of another cluster, or the keys have been changed | ${REPLACE}`,
      ],
    ],
    [
      'has lost its Secret, as such an admin sees',
      secretToken,
      { admin: admin({ secret: { kind: 'absent' } }) },
      [`${GONE} | ${REMAKE}`],
    ],
    [
      'is marked invalid, as such an admin sees',
      secretToken,
      { admin: admin({ secret: { kind: 'present', lastUsed: '2025-11-20', invalidSince: '2026-11-20' } }) },
      [
        'T18 error API servers refuse the token of the Secret default/apisix-token since 2026-11-20, as nobody had used it for a year. Without the label kubernetes.io/legacy-token-invalid-since it is good again | kubectl label secret apisix-token -n default kubernetes.io/legacy-token-invalid-since-',
      ],
    ],
    [
      'may be anything where such an admin sees nothing',
      secretToken,
      { admin: admin() },
      [
        'T30 error The token in token.txt is refused, and only who may make a TokenReview is told why: its Secret or its account may be gone, or it is of another cluster',
      ],
    ],
    [
      'may be anything without an admin',
      yearly(),
      {},
      [
        'T30 error The token in token.txt is refused, and only an admin (--admin-context) is told why: its account may be gone, or it is of another cluster',
      ],
    ],
    [
      'is for somebody else, as it says itself',
      forVault,
      {},
      [
        `T08 error The token in token.txt is meant for vault, which is probably not the API server: the API server refuses it | ${RENEW}`,
      ],
    ],
    [
      "is that of the gateway's own pod",
      yearly(),
      { isOfOtherPod: true },
      ["T28 error The token in token.txt is that of the gateway's own pod, and this API server is of another cluster"],
    ],
    [
      'is of a person',
      unsignedToken({ sub: 'jane' }),
      {},
      [
        'T21 error The token in token.txt is a token of jane, not of a service account: the API server refuses it | k8s-disco setup-rbac --emit-token-file token.txt',
      ],
    ],
  ])('%s', (_title, text, asked, findings) => {
    expect(told(text, asked)).toEqual(findings);
  });
});

describe('a token that arrives', () => {
  it.each<[string, string, Partial<Omit<AskedToken, 'inspection'>>, readonly string[]]>([
    ['each time is well, whoever it says to be for', forVault, { server: server([known, known]) }, []],
    ['each time is well', secretToken, { server: server([known, known]) }, []],
    [
      'now and then',
      secretToken,
      { server: server([known, refused, known, refused, known]) },
      [
        'T23 error The token in token.txt was refused 2 of 5 times: behind this address are API servers that do not share their keys',
      ],
    ],
    [
      'never',
      secretToken,
      { server: server([{ kind: 'anonymous' }]) },
      ['T22 error The token in token.txt did not arrive: something before the API server drops it, which sees system:anonymous'],
    ],
    ['in a form that the server knows all the same', 'abc', { server: server([known]) }, []],
    [
      'though it has expired by the clock here',
      unsignedToken({ ...boundClaims({ iat: 0, exp: 1 }) }),
      { server: server([known]) },
      [],
    ],
    [
      'at a server whose clock is another',
      secretToken,
      { server: server([known], { skewMs: -45_000 }) },
      ['T20 warning The clock of this machine is 45 s ahead of that of the API server. API servers bear a minute'],
    ],
    [
      'and is of a Secret that its account names',
      secretToken,
      {
        server: server([known]),
        admin: admin({ account: { kind: 'present', uid: 'uid-of-account', secrets: ['apisix-token'], remembered: undefined } }),
      },
      [
        `T18 warning The account default/apisix names the Secret apisix-token of the token: Kubernetes takes it for one that it made itself, and marks it invalid after a year without use | ${SETUP} --rotate --emit-token-file token.txt`,
      ],
    ],
  ])('%s', (_title, text, asked, findings) => {
    expect(told(text, asked)).toEqual(findings);
  });
});

describe('rights', () => {
  const each = { resources: ['endpointslices'], extent: 'each' } as const;
  const user = 'system:serviceaccount:default:apisix';
  it.each<[string, readonly RightAnswer[], AskedToken['needed'] | undefined, readonly string[]]>([
    ['on one resource will do where nobody said which', rights(true, true, false, false), undefined, []],
    [
      'on the wrong resource will not do',
      rights(true, true, false, false),
      each,
      [`R01 error ${user} may not list endpointslices in the whole cluster | ${GRANT}`],
    ],
    [
      'to list are not those to watch',
      rights(true, true, true, false),
      each,
      [`R02 error ${user} may list endpointslices, but not watch it in the whole cluster | ${GRANT}`],
    ],
    [
      'are on nothing',
      rights(false, false, false, false),
      undefined,
      [
        `R01 error ${user} may not list endpoints or endpointslices in the whole cluster | ${GRANT.replaceAll(/slices(\.discovery\.k8s\.io)?/g, 's')}`,
      ],
    ],
    ['are not known', rights(undefined, undefined, undefined, undefined), undefined, []],
    [
      'are missing, and the authorizer has words for it',
      rights(true, true, false, false).map((right) => ({ ...right, reason: 'RBAC: clusterrole "x" not found' })),
      each,
      [`R01 error ${user} may not list endpointslices in the whole cluster (RBAC: clusterrole "x" not found) | ${GRANT}`],
    ],
  ])('%s', (_title, answers, needed, findings) => {
    const asked = { server: server([known], { rights: answers }), ...(needed === undefined ? {} : { needed }) };
    expect(told(secretToken, asked)).toEqual(findings);
  });

  it('of the account default are not to be mended there', () => {
    const claims = { ...SECRET_CLAIMS, sub: 'system:serviceaccount:shop:default' };
    const asked = server([{ kind: 'unnamed' }], { rights: rights(false, false, false, false) });
    expect(told(unsignedToken(claims), { server: asked })).toEqual([
      'T19 error system:serviceaccount:shop:default may not list and watch endpoints or endpointslices: is that the account that was meant? | k8s-disco setup-rbac -n shop --emit-token-file token.txt',
    ]);
  });
});

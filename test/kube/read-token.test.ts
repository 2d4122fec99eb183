import { describe, expect, it } from 'vitest';
import { readToken } from '../../src/kube/read-token.ts';
import type { TokenReading } from '../../src/kube/read-token.ts';
import { isExpired, lifetimeOf } from '../../src/kube/token-claims.ts';
import type { ServiceAccountClaims, TokenClaims } from '../../src/kube/token-claims.ts';
import { base64, boundClaims, SECRET_CLAIMS, unsignedToken } from '../support/tokens.ts';

const secretToken = unsignedToken(SECRET_CLAIMS);
const secretClaims: ServiceAccountClaims = {
  algorithm: 'RS256',
  keyId: 'test-key',
  issuer: 'kubernetes/serviceaccount',
  subject: 'system:serviceaccount:default:apisix',
  audiences: [],
  expiresAt: undefined,
  issuedAt: undefined,
  notBefore: undefined,
  namespace: 'default',
  name: 'apisix',
  uid: 'uid-of-account',
  issuedBy: 'secret',
  boundTo: [{ kind: 'secret', name: 'apisix-token', uid: undefined }],
};

const boundToken = unsignedToken(
  boundClaims({ iat: 1000, exp: 4600 }, { pod: { name: 'apisix-0', uid: 'uid-of-pod' }, node: { name: 'worker' } }),
);
const boundTokenClaims: ServiceAccountClaims = {
  ...secretClaims,
  issuer: 'https://kubernetes.default.svc',
  audiences: ['https://kubernetes.default.svc'],
  expiresAt: 4_600_000,
  issuedAt: 1_000_000,
  notBefore: 1_000_000,
  issuedBy: 'request',
  boundTo: [
    { kind: 'pod', name: 'apisix-0', uid: 'uid-of-pod' },
    { kind: 'node', name: 'worker', uid: undefined },
  ],
};

const damaged = (damage: Extract<TokenReading, { kind: 'damaged' }>['damage']): TokenReading => ({ kind: 'damaged', damage });

describe('readToken', () => {
  it.each<[string, string, TokenReading]>([
    ['the token of a Secret', secretToken, { kind: 'service-account', claims: secretClaims }],
    ['a token of TokenRequest, mounted into a pod', boundToken, { kind: 'service-account', claims: boundTokenClaims }],
    ['a newline at the end does not count', `${secretToken}\n`, { kind: 'service-account', claims: secretClaims }],
    [
      'the token of a person',
      unsignedToken({ iss: 'https://accounts.example.com', sub: 'jane', aud: 'kubernetes', exp: 1.5 }),
      {
        kind: 'jwt',
        claims: {
          algorithm: 'RS256',
          keyId: 'test-key',
          issuer: 'https://accounts.example.com',
          subject: 'jane',
          audiences: ['kubernetes'],
          expiresAt: 1500,
          issuedAt: undefined,
          notBefore: undefined,
        },
      },
    ],
    [
      'base64 over a token',
      base64(secretToken),
      { kind: 'encoded', decoded: secretToken, token: { kind: 'service-account', claims: secretClaims } },
    ],
    [
      'base64 in lines',
      base64(`${secretToken}\n`).replaceAll(/.{76}/g, '$&\n'),
      { kind: 'encoded', decoded: secretToken, token: { kind: 'service-account', claims: secretClaims } },
    ],
    [
      'base64 twice over a token',
      base64(base64(secretToken)),
      {
        kind: 'encoded',
        decoded: base64(secretToken),
        token: { kind: 'encoded', decoded: secretToken, token: { kind: 'service-account', claims: secretClaims } },
      },
    ],
    [
      'base64 over half a token',
      base64(secretToken.slice(0, 200)),
      { kind: 'encoded', decoded: secretToken.slice(0, 200), token: damaged({ kind: 'parts', parts: 2 }) },
    ],
    ['Bearer before it', `Bearer ${secretToken}`, damaged({ kind: 'bearer' })],
    ['a byte order mark before it', `\ufeff${secretToken}\n`, damaged({ kind: 'byte-order-mark' })],
    ['the byte order mark of UTF-16', '\ufffd\ufffde\0y\0J\0', damaged({ kind: 'byte-order-mark' })],
    ['a no-break space after it', `${secretToken}\u00a0`, damaged({ kind: 'blanks' })],
    ['quotes around it', `"${secretToken}"`, damaged({ kind: 'quotes' })],
    ['a line break inside', secretToken.replace('.', '.\n'), damaged({ kind: 'blanks' })],
    ['the % of zsh', `${secretToken}%`, damaged({ kind: 'percent' })],
    ['no signature at all', secretToken.split('.').slice(0, 2).join('.'), damaged({ kind: 'parts', parts: 2 })],
    ['base64 where base64url is due', secretToken.replace(/A$/, '+'), damaged({ kind: 'characters' })],
    ['a header without its first character', secretToken.slice(1), damaged({ kind: 'header' })],
    ['claims without their end', secretToken.replace(/.{9}\.A/, '.A'), damaged({ kind: 'claims' })],
    [
      'a signature without its end',
      secretToken.slice(0, -12),
      damaged({ kind: 'signature', algorithm: 'RS256', characters: 330 }),
    ],
    [
      'a signature of a number of characters that base64 never has',
      unsignedToken(SECRET_CLAIMS, { characters: 341 }),
      damaged({ kind: 'signature', algorithm: 'RS256', characters: 341 }),
    ],
    [
      'a token of kubeadm for joining nodes',
      'abcdef.0123456789abcdef',
      { kind: 'foreign', issuer: 'kubeadm for joining nodes, which lives a day' },
    ],
    ['a token of a static list', 'abc.def-_', { kind: 'opaque' }],
  ])('%s', (_title, text, reading) => {
    expect(readToken(text)).toEqual(reading);
  });

  it.each([
    ['k8s-aws-v1.aHR0cHM6Ly9zdHMu', 'Amazon EKS, which lives 15 minutes'],
    ['ya29.a0AfH6SMBx', 'Google Cloud, which lives an hour'],
    ['kubeconfig-u-x7k2p:zzzz', 'a user of Rancher'],
    ['sha256~AAAA', 'a user of OpenShift, which lives a day'],
  ])('%s is known by its form', (text, issuer) => {
    expect(readToken(text)).toEqual({ kind: 'foreign', issuer });
  });

  it.each([
    '...',
    'xxx',
    'XXXXXX',
    '<token>',
    '<your token>',
    'CHANGEME',
    'change-me',
    'your-token',
    'YOUR_TOKEN',
    '*****',
    'eyJ...',
    'my-service-account-token',
    '{{ .Values.token }}',
    'token',
    'TODO',
  ])('%s is a placeholder', (text) => {
    expect(readToken(text)).toEqual({ kind: 'placeholder' });
  });

  it.each(['', ' ', '\n'])('%j is empty', (text) => {
    expect(readToken(text)).toEqual({ kind: 'empty' });
  });

  it.each([
    ['RS256', 342],
    ['RS256', 512],
    ['RS256', 683],
    ['PS512', 1366],
    ['ES256', 86],
    ['ES384', 128],
    ['ES512', 176],
    ['EdDSA', 86],
    ['HS256', 43],
    ['unheard-of', 7],
    ['constructor', 7],
  ])('a signature of %s may have %i characters', (algorithm, characters) => {
    expect(readToken(unsignedToken(SECRET_CLAIMS, { algorithm, characters })).kind).toBe('service-account');
  });

  it.each([
    ['RS256', 0],
    ['RS256', 86],
    ['RS256', 340],
    ['RS256', 343],
    ['ES256', 85],
    ['HS256', 44],
    ['unheard-of', 0],
  ])('no signature of %s has %i characters', (algorithm, characters) => {
    expect(readToken(unsignedToken(SECRET_CLAIMS, { algorithm, characters }))).toEqual(
      damaged({ kind: 'signature', algorithm, characters }),
    );
  });
});

describe('names in claims that no object can have, as a path made of them would lead elsewhere,', () => {
  it.each([
    ['of an account', { sub: 'system:serviceaccount:default:../x' }],
    ['of a namespace', { sub: 'system:serviceaccount:..:x' }],
  ])('%s are no service account', (_, claims) => {
    expect(readToken(unsignedToken({ ...SECRET_CLAIMS, ...claims })).kind).toBe('jwt');
  });

  it.each([
    ['Secret', unsignedToken({ ...SECRET_CLAIMS, 'kubernetes.io/serviceaccount/secret.name': '../../kube-system/secrets/x' })],
    ['pod', unsignedToken(boundClaims({ iat: 1, exp: 2 }, { pod: { name: 'x/proxy' } }))],
  ])('are no %s that the token is bound to', (_, token) => {
    expect(readToken(token)).toMatchObject({ kind: 'service-account', claims: { name: 'apisix', boundTo: [] } });
  });
});

describe('the times of a token', () => {
  const claims = (times: Partial<TokenClaims>): TokenClaims => ({ ...secretClaims, ...times });

  it.each([
    ['a token without exp never expires', {}, 1e15, false],
    ['a minute after exp it is still taken', { expiresAt: 1000 }, 61_000, false],
    ['more than a minute after exp it is not', { expiresAt: 1000 }, 61_001, true],
  ])('%s', (_title, times, now, expired) => {
    expect(isExpired(claims(times), now)).toBe(expired);
  });

  it('a life goes from iat to exp', () => {
    expect(lifetimeOf(claims({ issuedAt: 1000, expiresAt: 5000 }))).toBe(4000);
    expect(lifetimeOf(claims({ expiresAt: 5000 }))).toBeUndefined();
  });
});

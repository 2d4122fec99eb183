import { describe, expect, it } from 'vitest';
import { releaseOf } from '../../src/apisix/release.ts';
import { inspectToken } from '../../src/token/inspect.ts';
import type { Inspection } from '../../src/token/inspect.ts';
import type { TokenPlace } from '../../src/token/token-text.ts';
import { base64, boundClaims, SECRET_CLAIMS, unsignedToken } from '../support/tokens.ts';

const RENEW = `echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"apisix-token","namespace":"default","annotations":{"kubernetes.io/service-account.name":"apisix"}},"type":"kubernetes.io/service-account-token"}' | kubectl apply -f - && sleep 2 && k8s-disco token get apisix -n default --secret apisix-token --out-file token.txt`;
const NOW = Date.parse('2026-11-21T09:00:00Z') / 1000;
const HOUR = 3600;
const DAY = 24 * HOUR;
const secretToken = unsignedToken(SECRET_CLAIMS);
const yearly = unsignedToken(boundClaims({ iat: NOW, exp: NOW + 365 * DAY }));
const hourly = unsignedToken(boundClaims({ iat: NOW, exp: NOW + HOUR }, { pod: { name: 'apisix-0' } }));
const file: TokenPlace = { kind: 'file', path: 'token.txt' };

function inspect(text: string, { place = file, release = '3.18.0' }: { place?: TokenPlace; release?: string } = {}): Inspection {
  return inspectToken({ text, place }, { release: releaseOf(release), now: NOW * 1000 });
}

/** `T01 error MESSAGE | MEND`. */
function told({ findings }: Inspection): readonly string[] {
  return findings.map(
    ({ id, severity, message, mend }) => `${id} ${severity} ${message}${mend === undefined ? '' : ` | ${mend}`}`,
  );
}

describe('what a token is', () => {
  it.each<[string, string, Inspection['form'], number, readonly string[]]>([
    ['the token of a Secret', secretToken, 'service-account', 0, []],
    ['a token of TokenRequest', yearly, 'service-account', 0, []],
    [
      'one for somebody else',
      unsignedToken({ ...boundClaims({ iat: NOW, exp: NOW + 365 * DAY }), aud: ['vault'] }),
      'service-account',
      0,
      [`T08 warning The token in token.txt is meant for vault, which is probably not the API server | ${RENEW}`],
    ],
    [
      'base64',
      base64(secretToken),
      'service-account',
      1,
      [
        'T01 error The token in token.txt is still encoded in base64: the API server answers 401 | (umask 077; base64 -d token.txt > decoded-token)',
      ],
    ],
    [
      'base64 twice',
      base64(base64(secretToken)),
      'service-account',
      2,
      [
        'T01 error The token in token.txt is still encoded in base64: the API server answers 401 | (umask 077; base64 -d token.txt | base64 -d > decoded-token)',
      ],
    ],
    [
      'base64 over half a token',
      base64(secretToken.slice(0, 300)),
      'damaged',
      1,
      [
        'T01 error The token in token.txt is still encoded in base64: the API server answers 401 | (umask 077; base64 -d token.txt > decoded-token)',
        'T03 error The token in token.txt, decoded, has 2 parts in place of header, claims and signature: the API server answers 401 | k8s-disco token get --out-file token.txt',
      ],
    ],
    [
      'half a token',
      secretToken.slice(0, 300),
      'damaged',
      0,
      [
        'T03 error The token in token.txt has 2 parts in place of header, claims and signature: the API server answers 401 | k8s-disco token get --out-file token.txt',
      ],
    ],
    [
      'a static token',
      'abc',
      'opaque',
      0,
      [
        'T03 warning The token in token.txt is no token of a service account, which has three parts with dots between | k8s-disco token get --out-file token.txt',
      ],
    ],
    [
      'a token of a cloud',
      'k8s-aws-v1.abc',
      'foreign',
      0,
      [
        'T21 warning The token in token.txt is a token of Amazon EKS, which lives 15 minutes, not of a service account | k8s-disco setup-rbac --emit-token-file token.txt',
      ],
    ],
    [
      'an ID token',
      unsignedToken({ sub: 'jane' }),
      'jwt',
      0,
      [
        'T21 warning The token in token.txt is a token of jane, not of a service account | k8s-disco setup-rbac --emit-token-file token.txt',
      ],
    ],
    [
      'a placeholder',
      '<token>',
      'placeholder',
      0,
      [
        'T27 error The token in token.txt only holds the place of a token: the API server answers 401 | k8s-disco token get --out-file token.txt',
      ],
    ],
    [
      'nothing',
      ' \n',
      'empty',
      0,
      [
        'T22 error The token in token.txt is empty: to the API server that is system:anonymous | k8s-disco token get --out-file token.txt',
      ],
    ],
    [
      'one that has expired',
      unsignedToken(boundClaims({ iat: NOW - 2 * HOUR, exp: NOW - HOUR })),
      'service-account',
      0,
      [`T04 error The token in token.txt expired at 2026-11-21 08:00 UTC: the API server answers 401 | ${RENEW}`],
    ],
    [
      'one of an hour, bound to a pod',
      hourly,
      'service-account',
      0,
      [
        `T05 warning The token in token.txt lives 60 min in all, until 2026-11-21 10:00 UTC | ${RENEW}`,
        `T12 warning The token in token.txt was copied out of the pod default/apisix-0, and is refused once that pod is gone | ${RENEW}`,
      ],
    ],
    [
      'one of the future',
      unsignedToken(boundClaims({ iat: NOW + HOUR, exp: NOW + 365 * DAY })),
      'service-account',
      0,
      ['T20 error The token in token.txt is not valid before 2026-11-21 10:00 UTC, which is still to come'],
    ],
  ])('%s', (_title, text, form, encodings, findings) => {
    const inspection = inspect(text);
    expect({ form: inspection.form, encodings: inspection.encodings, findings: told(inspection) }).toEqual({
      form,
      encodings,
      findings,
    });
    expect(JSON.stringify(inspection)).not.toMatch(/eyJ|ZXlK|AAAA/);
  });
});

describe('a newline at the end', () => {
  it.each<[string, readonly string[]]>([
    [
      '2.15.3',
      [
        "T02 error The token in token.txt ends in a newline, which is sent along: the API server answers 400 | (umask 077; tr -d '\\r\\n' < token.txt > token-without-newline)",
      ],
    ],
    ['3.0.0', []],
  ])('for %s', (release, findings) => {
    expect(told(inspect(`${secretToken}\n`, { release }))).toEqual(findings);
  });

  it('is no matter where there is no token yet', () => {
    expect(told(inspect('<token>\n', { release: '2.15.3' }))).toEqual([
      'T27 error The token in token.txt only holds the place of a token: the API server answers 401 | k8s-disco token get --out-file token.txt',
    ]);
  });
});

describe('where a token stands', () => {
  const encoded = base64(secretToken);
  it.each<[string, string, TokenPlace, readonly string[]]>([
    [
      'piped in',
      encoded,
      { kind: 'stdin' },
      ['T01 error The token is still encoded in base64: the API server answers 401 | (umask 077; base64 -d > decoded-token)'],
    ],
    [
      'in a config',
      encoded,
      { kind: 'inline', config: 'my config.yaml', cluster: undefined },
      ["T01 error client.token is still encoded in base64: the API server answers 401 | k8s-disco lint --fix 'my config.yaml'"],
    ],
    [
      'in a config of several clusters',
      'xxx',
      { kind: 'inline', config: 'config.yaml', cluster: 'a1' },
      [
        'T27 error client.token of cluster a1 only holds the place of a token: the API server answers 401 | k8s-disco token get --out-file token-a1',
      ],
    ],
    ['in a mounted file, which is renewed', hourly, { kind: 'token-file', path: '/var/run/token' }, []],
  ])('%s', (_title, text, place, findings) => {
    expect(told(inspect(text, { place }))).toEqual(findings);
  });
});

it('a command names no account that cannot be', () => {
  const sub = "system:serviceaccount:default:a b'$(c)";
  const [finding] = inspect(unsignedToken({ sub, exp: NOW - HOUR })).findings;
  expect(finding?.mend).toBe('k8s-disco setup-rbac --emit-token-file token.txt');
});

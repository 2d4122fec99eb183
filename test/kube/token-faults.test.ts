import { describe, expect, it } from 'vitest';
import { faultOfForm, faultsOfClaims } from '../../src/kube/token-faults.ts';
import { readToken } from '../../src/kube/read-token.ts';
import { readClaims } from '../../src/kube/token-claims.ts';
import { base64, boundClaims, SECRET_CLAIMS, unsignedToken } from '../support/tokens.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z') / 1000;
const HOUR = 3600;
const DAY = 24 * HOUR;
const secretToken = unsignedToken(SECRET_CLAIMS);

describe('the form of a token', () => {
  it.each<[string, string]>([
    ['', 'T22 error is empty: to the API server that is system:anonymous'],
    ['your-token', 'T27 error only holds the place of a token: the API server answers 401'],
    [base64(secretToken), 'T01 error is still encoded in base64: the API server answers 401'],
    [`"${secretToken}"`, 'T03 error stands in quotes, which are sent along: the API server answers 401'],
    [
      `\ufeff${secretToken}`,
      'T03 error begins with a byte order mark, as some editors and PowerShell write it, which is sent along: the API server answers 401',
    ],
    ['a'.repeat(16_385), 'T03 error has 16385 characters, too many for a header: the API server never reads it'],
    ['abc.def', 'T03 warning is no token of a service account, which has three parts with dots between'],
    ['ya29.a0AfH6SMBx', 'T21 warning is a token of Google Cloud, which lives an hour, not of a service account'],
    [unsignedToken({ sub: 'jane' }), 'T21 warning is a token of jane, not of a service account'],
  ])('%j', (text, told) => {
    const fault = faultOfForm(readToken(text));
    expect(`${fault?.id} ${fault?.severity} ${fault?.text}`).toBe(told);
  });

  it('of a service account is well', () => {
    expect(faultOfForm(readToken(secretToken))).toBeUndefined();
  });
});

describe('the claims of a token', () => {
  const life = (iat: number, exp: number, more: Readonly<Record<string, unknown>> = {}) => ({
    ...boundClaims({ iat, exp }),
    ...more,
  });

  it.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ['of a Secret have no end', SECRET_CLAIMS, []],
    ['of a long life are well', life(NOW - DAY, NOW + 364 * DAY), []],
    [
      'that ended within the leeway of a minute',
      life(NOW - 365 * DAY, NOW - 60),
      ['T26 expires at 2026-11-21 08:59 UTC, which is soon for the life it has'],
    ],
    ['that ended before', life(NOW - HOUR, NOW - 61), ['T04 expired at 2026-11-21 08:58 UTC: the API server answers 401']],
    ['of a short life', life(NOW, NOW + HOUR), ['T05 lives 60 min in all, until 2026-11-21 10:00 UTC']],
    [
      'of a short life near its end',
      life(NOW - 50 * 60, NOW + 600),
      ['T05 lives 60 min in all', 'T26 expires at 2026-11-21 09:10 UTC, which is soon for the life it has'],
    ],
    [
      'without iat, a day before the end',
      { exp: NOW + DAY - 1 },
      ['T26 expires at 2026-11-22 08:59 UTC, which is soon for the life it has'],
    ],
    ['that begin within the leeway', life(NOW + 60, NOW + 30 * DAY), []],
    [
      'that begin later',
      life(NOW, NOW + 30 * DAY, { nbf: NOW + 61 }),
      ['T20 is not valid before 2026-11-21 09:01 UTC, which is still to come'],
    ],
    [
      'issued in the future',
      life(NOW, NOW + 30 * DAY, { iat: NOW + 61 }),
      ['T20 was issued at 2026-11-21 09:01 UTC, which is still to come'],
    ],
    [
      'bound to a pod',
      boundClaims({ iat: NOW, exp: NOW + 30 * DAY }, { pod: { name: 'shop-0' } }),
      ['T12 was copied out of the pod default/shop-0, and is refused once that pod is gone'],
    ],
  ])('%s', (_title, payload, told) => {
    expect(faultsOfClaims(readClaims({}, payload), NOW * 1000).map(({ id, text }) => `${id} ${text}`)).toEqual(told);
  });
});

describe('the audience of a token', () => {
  const issuer = 'https://oidc.example.com/id/A1';
  const claims = (aud: readonly string[]) =>
    readClaims({}, { ...boundClaims({ iat: NOW, exp: NOW + 365 * DAY }), iss: issuer, aud });

  it.each([
    [[issuer]],
    [['vault', 'https://kubernetes.default.svc']],
    [['https://kubernetes.default.svc.cluster.local', 'k3s']],
    [['https://shop-1a2b.hcp.westeurope.azmk8s.io', '"shop-1a2b.hcp.westeurope.azmk8s.io"']],
    [['kubernetes.svc.default']],
  ])('%j is an API server', (aud) => {
    expect(faultsOfClaims(claims(aud), NOW * 1000)).toEqual([]);
  });

  it.each([[['vault']], [['https://api.example.com', 'sts.amazonaws.com']]])('%j is probably none', (aud) => {
    const text = `is meant for ${aud.join(', ')}, which is probably not the API server`;
    expect(faultsOfClaims(claims(aud), NOW * 1000)).toEqual([{ id: 'T08', severity: 'warning', text }]);
  });
});

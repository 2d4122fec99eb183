import { X509Certificate, createPrivateKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAuthority } from '../../src/playground/certificate-authority.ts';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const NOW = Date.UTC(2026, 0, 31, 12);

test('an authority is a self-signed CA, valid for a year either side of now', async () => {
  const ca = new X509Certificate((await createAuthority('test CA', { now: NOW })).caPem);
  expect(ca).toMatchObject({ subject: 'CN=test CA', issuer: 'CN=test CA', ca: true });
  expect(ca.verify(ca.publicKey)).toBe(true);
  expect([ca.validFrom, ca.validTo].map((limit) => new Date(limit).toISOString())).toEqual([
    '2025-01-31T12:00:00.000Z',
    '2027-01-31T12:00:00.000Z',
  ]);
});

test('it issues certificates for names and addresses, with the key that they certify', async () => {
  const authority = await createAuthority('test CA', { now: NOW });
  const ca = new X509Certificate(authority.caPem);
  const { cert, key } = await authority.issue({
    commonName: 'server',
    hosts: ['localhost', '127.0.0.1', '::1'],
    usages: ['server'],
  });
  const issued = new X509Certificate(cert);
  expect(issued).toMatchObject({
    subject: 'CN=server',
    issuer: 'CN=test CA',
    ca: false,
    keyUsage: [SERVER_AUTH],
    subjectAltName: 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    validFrom: ca.validFrom,
    validTo: ca.validTo,
  });
  expect(issued.checkIssued(ca)).toBe(true);
  expect(issued.verify(ca.publicKey)).toBe(true);
  expect(issued.checkPrivateKey(createPrivateKey(key))).toBe(true);
});

test('an organization, other limits and both usages go in where they are asked for', async () => {
  const authority = await createAuthority('test CA', { now: NOW });
  const limits = { notBefore: NOW - 60_000, notAfter: NOW + 60_000 };
  const { cert } = await authority.issue({
    commonName: 'admin',
    organization: 'system:masters',
    usages: ['server', 'client'],
    ...limits,
  });
  const issued = new X509Certificate(cert);
  expect(issued).toMatchObject({
    subject: 'O=system:masters\nCN=admin',
    keyUsage: [SERVER_AUTH, CLIENT_AUTH],
    subjectAltName: undefined,
  });
  expect([issued.validFrom, issued.validTo].map(Date.parse)).toEqual([limits.notBefore, limits.notAfter]);
});

test('no two certificates share a serial number', async () => {
  const authority = await createAuthority('test CA');
  const { cert } = await authority.issue({ commonName: 'one', usages: ['client'] });
  const other = await authority.issue({ commonName: 'one', usages: ['client'] });
  expect(new Set([authority.caPem, cert, other.cert].map((pem) => new X509Certificate(pem).serialNumber)).size).toBe(3);
});

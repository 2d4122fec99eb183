import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';

import { bits, explicit, implicit, integer, octets, oid, sequence, set, time, utf8, yes } from './der.ts';
import type { Der } from './der.ts';

/** A serving certificate with its key, in PEM. */
export interface ServingCertificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority of its own, and the certificates that it issued. */
export interface Certificates {
  readonly caPem: string;
  readonly serving: Readonly<Record<'good' | 'expired' | 'wrong-name', ServingCertificate>>;
}

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;
const CA_NAME = 'k8s-disco playground CA';
const HOSTS = ['localhost', 'kubernetes.default.svc', '127.0.0.1'];
const OTHER_HOSTS = ['other.example'];

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const COMMON_NAME = oid('2.5.4.3');
const KEY_USAGE = oid('2.5.29.15');
const SUBJECT_ALT_NAME = oid('2.5.29.17');
const BASIC_CONSTRAINTS = oid('2.5.29.19');
const EXTENDED_KEY_USAGE = oid('2.5.29.37');
const SERVER_AUTH = sequence(oid('1.3.6.1.5.5.7.3.1'));

/**
 * Makes a new CA and its serving certificates, around `now` (milliseconds): good for a year, expired since yesterday, and for another host.
 * node:crypto signs; only the encoding is ours.
 */
export function createCertificates(now: number): Certificates {
  const ca = newKey();
  const caPem = certificate({
    subject: CA_NAME,
    publicKey: ca.publicKey,
    signingKey: ca.privateKey,
    notBefore: now - YEAR_MS,
    notAfter: now + YEAR_MS,
    // keyCertSign is bit 5 of the key usage.
    extensions: [critical(BASIC_CONSTRAINTS, sequence(yes)), critical(KEY_USAGE, bits(Uint8Array.of(0b0000_0100), 2))],
  });
  const issue = (hosts: readonly string[], notAfter: number): ServingCertificate => {
    const { publicKey, privateKey } = newKey();
    const cert = certificate({
      subject: 'kube-apiserver',
      publicKey,
      signingKey: ca.privateKey,
      notBefore: now - YEAR_MS,
      notAfter,
      extensions: [
        // digitalSignature is bit 0.
        critical(KEY_USAGE, bits(Uint8Array.of(0b1000_0000), 7)),
        extension(EXTENDED_KEY_USAGE, SERVER_AUTH),
        extension(SUBJECT_ALT_NAME, sequence(...hosts.map(generalName))),
      ],
    });
    return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
  };
  const serving = {
    good: issue(HOSTS, now + YEAR_MS),
    expired: issue(HOSTS, now - DAY_MS),
    'wrong-name': issue(OTHER_HOSTS, now + YEAR_MS),
  };
  return { caPem, serving };
}

interface CertificateFields {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly extensions: readonly Der[];
}

/** A version 3 certificate in PEM (RFC 5280, 4.1). */
function certificate({ subject, publicKey, signingKey, notBefore, notAfter, extensions }: CertificateFields): string {
  const toBeSigned = sequence(
    explicit(0, integer(Uint8Array.of(2))),
    integer(Buffer.concat([Uint8Array.of(1), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    commonName(CA_NAME),
    sequence(time(new Date(notBefore)), time(new Date(notAfter))),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions)),
  );
  const der = sequence(toBeSigned, ECDSA_WITH_SHA256, bits(sign('sha256', toBeSigned, signingKey)));
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

const commonName = (text: string): Der => sequence(set(sequence(COMMON_NAME, utf8(text))));
const extension = (id: Der, value: Der): Der => sequence(id, octets(value));
const critical = (id: Der, value: Der): Der => sequence(id, yes, octets(value));
const generalName = (host: string): Der =>
  isIPv4(host) ? implicit(7, Uint8Array.from(host.split('.').map(Number))) : implicit(2, Buffer.from(host));

function newKey(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

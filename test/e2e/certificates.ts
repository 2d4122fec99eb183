import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

import { bits, explicit, implicit, integer, octets, oid, sequence, set, time, utf8, yes, type Der } from './der.ts';

const DAY_MS = 86_400_000;

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const COMMON_NAME = oid('2.5.4.3');
const ORGANIZATION = oid('2.5.4.10');
const KEY_USAGE = oid('2.5.29.15');
const SUBJECT_ALT_NAME = oid('2.5.29.17');
const BASIC_CONSTRAINTS = oid('2.5.29.19');
const EXTENDED_KEY_USAGE = oid('2.5.29.37');
const SERVER_AND_CLIENT_AUTH = sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.3.6.1.5.5.7.3.2'));

/** A certificate and its private key, both PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

interface Subject {
  readonly commonName: string;
  /** Kubernetes reads it as the user's group. */
  readonly organization?: string;
}

/** A certificate authority good for a day, as long as any test run. */
export interface Authority {
  readonly certPem: string;
  /** An identity for a server on 127.0.0.1 and localhost, or for a client: the subject says which. */
  issue(subject: Subject): Identity;
}

/** Makes an authority with a fresh P-256 key. node:crypto signs; only the encoding of the certificates is ours. */
export function createAuthority(commonName: string): Authority {
  const issuer = { commonName };
  const { publicKey, privateKey } = newKey();
  const certPem = certificate({
    issuer,
    subject: issuer,
    publicKey,
    signingKey: privateKey,
    // keyCertSign is bit 5 of the key usage.
    extensions: [critical(BASIC_CONSTRAINTS, sequence(yes)), critical(KEY_USAGE, bits(Uint8Array.of(0b0000_0100), 2))],
  });
  return {
    certPem,
    issue: (subject) => {
      const keys = newKey();
      const cert = certificate({
        issuer,
        subject,
        publicKey: keys.publicKey,
        signingKey: privateKey,
        extensions: [
          // digitalSignature is bit 0.
          critical(KEY_USAGE, bits(Uint8Array.of(0b1000_0000), 7)),
          extension(EXTENDED_KEY_USAGE, SERVER_AND_CLIENT_AUTH),
          extension(SUBJECT_ALT_NAME, sequence(dnsName('localhost'), ipAddress(127, 0, 0, 1))),
        ],
      });
      return { cert, key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    },
  };
}

interface CertificateFields {
  readonly issuer: Subject;
  readonly subject: Subject;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
  readonly extensions: readonly Der[];
}

/** RFC 5280, 4.1: version 3, valid from an hour ago, so that clocks may differ, for a day. */
function certificate({ issuer, subject, publicKey, signingKey, extensions }: CertificateFields): string {
  const now = Date.now();
  const toBeSigned = sequence(
    explicit(0, integer(Uint8Array.of(2))),
    integer(Buffer.concat([Uint8Array.of(1), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    name(issuer),
    sequence(time(new Date(now - DAY_MS / 24)), time(new Date(now + DAY_MS))),
    name(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions)),
  );
  const der = sequence(toBeSigned, ECDSA_WITH_SHA256, bits(sign('sha256', toBeSigned, signingKey)));
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function name({ commonName, organization }: Subject): Der {
  const attributes = [sequence(COMMON_NAME, utf8(commonName))];
  if (organization !== undefined) attributes.unshift(sequence(ORGANIZATION, utf8(organization)));
  return sequence(...attributes.map((attribute) => set(attribute)));
}

const extension = (id: Der, value: Der): Der => sequence(id, octets(value));
const critical = (id: Der, value: Der): Der => sequence(id, yes, octets(value));
const dnsName = (host: string): Der => implicit(2, Buffer.from(host));
const ipAddress = (...address: readonly number[]): Der => implicit(7, Uint8Array.from(address));

function newKey(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, explicit, implicit, integer, octets, oid, sequence, set, time, utf8, yes, type Der } from '../e2e/der.ts';

const HOUR_MS = 3_600_000;
/** From an hour ago, so that clocks may differ. */
const A_DAY = [-1, 24] as const;

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const COMMON_NAME = oid('2.5.4.3');
const SUBJECT_ALT_NAME = oid('2.5.29.17');
const BASIC_CONSTRAINTS = oid('2.5.29.19');

/** A certificate and its private key, both PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

export interface Wanted {
  /** DNS names and IPv4 addresses; 127.0.0.1 and localhost when absent. */
  readonly names?: readonly string[];
  /** Hours from now at which the certificate begins and ends to be valid; -1 and 24 when absent. */
  readonly validHours?: readonly [from: number, to: number];
}

/** A CA for one test. */
export interface Authority {
  readonly cert: string;
  issue(wanted?: Wanted): Identity;
}

/** Makes a CA with a fresh P-256 key. */
export function createAuthority(name: string): Authority {
  const ca = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const isCa = sequence(BASIC_CONSTRAINTS, yes, octets(sequence(yes)));
  const common = { issuer: name, signingKey: ca.privateKey };
  return {
    cert: certificate({ ...common, subject: name, publicKey: ca.publicKey, extension: isCa, validHours: A_DAY }),
    issue: ({ names = ['127.0.0.1', 'localhost'], validHours = A_DAY } = {}) => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const extension = sequence(SUBJECT_ALT_NAME, octets(sequence(...names.map(alternativeName))));
      return {
        cert: certificate({ ...common, subject: names[0] ?? 'nobody', publicKey, extension, validHours }),
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

interface Fields {
  readonly issuer: string;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
  readonly extension: Der;
  readonly validHours: readonly [from: number, to: number];
}

/** An X.509 certificate, version 3 (RFC 5280 §4.1). */
function certificate({ issuer, subject, publicKey, signingKey, extension, validHours }: Fields): string {
  const [from, to] = validHours.map((hours) => time(new Date(Date.now() + hours * HOUR_MS)));
  const toBeSigned = sequence(
    explicit(0, integer(Uint8Array.of(2))),
    integer(Buffer.concat([Uint8Array.of(1), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    commonName(issuer),
    sequence(...[from, to].filter((limit) => limit !== undefined)),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(extension)),
  );
  const der = sequence(toBeSigned, ECDSA_WITH_SHA256, bits(sign('sha256', toBeSigned, signingKey)));
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

function commonName(text: string): Der {
  return sequence(set(sequence(COMMON_NAME, utf8(text))));
}

function alternativeName(name: string): Der {
  return isIP(name) === 4 ? implicit(7, Uint8Array.from(name.split('.').map(Number))) : implicit(2, Buffer.from(name));
}

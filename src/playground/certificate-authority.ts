// Before @peculiar/x509, whose dependency injection asks for it while it loads.
import 'reflect-metadata';

import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { X509Certificate } from '@peculiar/x509';
import { KeyObject, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate and its private key, both in PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** What a certificate says. */
export interface CertificateFields {
  readonly commonName: string;
  /** Kubernetes reads it as the group of the user that `commonName` names. Absent: none. */
  readonly organization?: string;
  /** DNS names, IPv4 and IPv6 addresses that the certificate is for. Absent: none. */
  readonly hosts?: readonly string[];
  /** Milliseconds since the Unix epoch, in effect to the second. Absent: as of the authority. */
  readonly notBefore?: number;
  /** As `notBefore`. */
  readonly notAfter?: number;
  /** Which end of a TLS connection may show it. */
  readonly usages: readonly (keyof typeof PURPOSES)[];
}

/** A certificate authority with a key of its own. */
export interface Authority {
  readonly caPem: string;
  /** Makes a key and certifies it. */
  issue(fields: CertificateFields): Promise<KeyPair>;
}

const YEAR_MS = 365 * 86_400_000;
const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };
const PURPOSES = { server: ExtendedKeyUsage.serverAuth, client: ExtendedKeyUsage.clientAuth } as const;

/** Makes a self-signed authority that is valid for a year either side of `now`: milliseconds, the machine's clock when absent. */
export async function createAuthority(commonName: string, { now = Date.now() }: { now?: number } = {}): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [commonName] }],
    keys,
    notBefore: new Date(now - YEAR_MS),
    notAfter: new Date(now + YEAR_MS),
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    caPem: pem(certificate),
    async issue({ commonName: subject, organization, hosts = [], notBefore, notAfter, usages }) {
      const { publicKey, privateKey } = await newKeys();
      const issued = await X509CertificateGenerator.create({
        issuer: certificate.subjectName,
        subject: [...(organization === undefined ? [] : [{ O: [organization] }]), { CN: [subject] }],
        publicKey,
        signingKey: keys.privateKey,
        notBefore: notBefore === undefined ? certificate.notBefore : new Date(notBefore),
        notAfter: notAfter === undefined ? certificate.notAfter : new Date(notAfter),
        extensions: [
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          new ExtendedKeyUsageExtension(usages.map((usage) => PURPOSES[usage])),
          ...(hosts.length === 0 ? [] : [new SubjectAlternativeNameExtension(hosts.map(alternativeName))]),
          await SubjectKeyIdentifierExtension.create(publicKey),
          await AuthorityKeyIdentifierExtension.create(keys.publicKey),
        ],
      });
      return { cert: pem(issued), key: KeyObject.from(privateKey).export({ type: 'pkcs8', format: 'pem' }).toString() };
    },
  };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
}

function alternativeName(host: string): { type: 'ip' | 'dns'; value: string } {
  return { type: isIP(host) === 0 ? 'dns' : 'ip', value: host };
}

/** With the line break at the end that lets PEM files be joined. */
function pem(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}

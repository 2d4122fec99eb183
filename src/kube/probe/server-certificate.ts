import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { excerpt } from '../excerpt.ts';

/** What a server's certificate says. Texts are foreign, shortened for one line of a terminal. */
export interface ServerCertificate {
  /** `CN=kubernetes`. */
  readonly issuer: string;
  /** DNS names and IP addresses that it is for, in its order. */
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Tells one certificate from another. */
  readonly fingerprint: string;
  /** Whether it is for a name or an address, as those compare it who compare names (RFC 6125). */
  readonly isFor: (host: string) => boolean;
}

/** Reads the certificate that a server showed. */
export function serverCertificate(certificate: X509Certificate): ServerCertificate {
  const { issuer, subjectAltName = '', validFrom, validTo, fingerprint256 } = certificate;
  return {
    issuer: excerpt(issuer.split('\n').join(', ')),
    names: [...subjectAltName.matchAll(/(?:DNS|IP Address):([^,\s"]+)/g)].map(([, name = '']) => excerpt(name)),
    notBefore: Date.parse(validFrom),
    notAfter: Date.parse(validTo),
    fingerprint: fingerprint256,
    isFor: (host) => (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined,
  };
}

import type { KeyPair } from './certificate-authority.ts';

/** What the simulated API server shows to its clients. */
export type ServingCertificate = KeyPair;

/** A certificate authority of its own, and the certificates that it issued. */
export interface Certificates {
  readonly caPem: string;
  readonly serving: Readonly<Record<'good' | 'expired' | 'wrong-name', ServingCertificate>>;
}

const DAY_MS = 86_400_000;
const HOSTS = ['localhost', 'kubernetes.default.svc', '127.0.0.1'];
const SERVER = { commonName: 'kube-apiserver', usages: ['server'] } as const;

/**
 * Makes a new CA and its serving certificates, around `now` (milliseconds): good for a year, expired since yesterday, and for another host.
 * What encodes them is loaded here, so that nobody waits for it over plain HTTP.
 */
export async function createCertificates(now: number): Promise<Certificates> {
  const { createAuthority } = await import('./certificate-authority.ts');
  const authority = await createAuthority('k8s-disco playground CA', { now });
  const serving = {
    good: await authority.issue({ ...SERVER, hosts: HOSTS }),
    expired: await authority.issue({ ...SERVER, hosts: HOSTS, notAfter: now - DAY_MS }),
    'wrong-name': await authority.issue({ ...SERVER, hosts: ['other.example'] }),
  };
  return { caPem: authority.caPem, serving };
}

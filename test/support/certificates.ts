import type { Authority, KeyPair } from '../../src/playground/certificate-authority.ts';

const HOUR_MS = 3_600_000;

export interface Wanted {
  /** DNS names and IP addresses; 127.0.0.1 and localhost when absent. */
  readonly names?: readonly string[];
  /** Hours from now at which the certificate begins and ends to be valid; -1, so that clocks may differ, and 24 when absent. */
  readonly validHours?: readonly [from: number, to: number];
}

/** A certificate for either end of a connection in a test. */
export function issue(
  authority: Authority,
  { names = ['127.0.0.1', 'localhost'], validHours: [from, to] = [-1, 24] }: Wanted = {},
): Promise<KeyPair> {
  const now = Date.now();
  return authority.issue({
    commonName: names[0] ?? 'nobody',
    hosts: names,
    notBefore: now + from * HOUR_MS,
    notAfter: now + to * HOUR_MS,
    usages: ['server', 'client'],
  });
}

import { isIPv4 } from 'node:net';

/** Where something listens. */
export interface Endpoint {
  /** A name or an address; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** What a probe of an endpoint takes. */
export interface ProbeOptions extends Endpoint {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Where the server of a URL listens, its default port filled in. */
export function endpointOf({ protocol, hostname, port }: URL): Endpoint {
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
  };
}

/** As people write it: `10.1.0.5:6443`, `[fd00::1]:6443`. */
export function endpointText({ host, port }: Endpoint): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Whether a host is this machine itself, whichever machine that is (RFC 6761 §6.3, RFC 1122 §3.2.1.3). */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

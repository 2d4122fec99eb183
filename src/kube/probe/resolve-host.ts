import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { unlessAborted } from '../unless-aborted.ts';
import type { ProbeOptions } from './endpoint.ts';

/** The addresses behind a host, or why there are none. */
export type Resolution =
  /** The host is an address itself. */
  | { readonly kind: 'address'; readonly addresses: readonly [string] }
  /** At least one. */
  | { readonly kind: 'resolved'; readonly addresses: readonly string[]; readonly milliseconds: number }
  /** There is no such name, or it has no address. */
  | { readonly kind: 'unknown' }
  /** No name server answered, or not in time. */
  | { readonly kind: 'no-answer' };

/**
 * Resolves a host by this machine's resolver: the IPv4 addresses, and those of IPv6 where there are no others, as the gateway asks
 * for A before AAAA (core/dns/client.lua, 3.18.0). Rejects only with the signal's reason.
 */
export async function resolveHost({ host, timeoutMs, signal }: Omit<ProbeOptions, 'port'>): Promise<Resolution> {
  if (isIP(host) !== 0) return { kind: 'address', addresses: [host] };
  const begun = performance.now();
  try {
    const found = await unlessAborted(lookup(host, { all: true }), AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
    const own = found.filter(({ family }) => family === 4);
    const addresses = (own.length > 0 ? own : found).map(({ address }) => address);
    return { kind: 'resolved', addresses: [...new Set(addresses)], milliseconds: performance.now() - begun };
  } catch (error) {
    signal.throwIfAborted();
    return { kind: isUnknownName(error) ? 'unknown' : 'no-answer' };
  }
}

/** EAI_AGAIN and the time-out say nothing of the name. */
function isUnknownName(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTFOUND' || error.code === 'EAI_NODATA');
}

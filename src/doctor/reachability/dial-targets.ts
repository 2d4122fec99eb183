import { dial } from '../../kube/dial.ts';
import type { Dialled, DialOptions } from '../../kube/dial.ts';

/** A node of the same network answers within milliseconds, and across the world in 0.3 s; a lost SYN is sent again after 1 s. */
const TIMEOUT_MS = 1_000;

/** A mesh that wants TLS may end the connection of a stranger at once. */
const LINGER_MS = 100;

const AT_ONCE = 20;

/** How connections are made: {@link dial}, or a test's network. */
export type Dialling = (options: DialOptions) => Promise<Dialled>;

/** An address, and what came of the connection to it. */
export type DialledAddress<Address> = Address & { readonly dialled: Dialled };

/** Connects to each, {@link AT_ONCE} at once, and promises what came of it in the same order. Rejects only with the signal's reason. */
export async function dialAll<Address extends Pick<DialOptions, 'host' | 'port'>>(
  addresses: readonly Address[],
  { signal, dialling = dial }: { readonly signal: AbortSignal; readonly dialling?: Dialling },
): Promise<readonly DialledAddress<Address>[]> {
  const results: DialledAddress<Address>[] = [];
  for (let at = 0; at < addresses.length; at += AT_ONCE) {
    const some = addresses.slice(at, at + AT_ONCE).map(async (address) => {
      const { host, port } = address;
      return { ...address, dialled: await dialling({ host, port, timeoutMs: TIMEOUT_MS, lingerMs: LINGER_MS, signal }) };
    });
    results.push(...(await Promise.all(some)));
  }
  return results;
}

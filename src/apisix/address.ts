import { toLuaString } from './lua.ts';
import type { Json } from './lua.ts';
import type { Node } from './nodes.ts';

/** `host:port`, an IPv6 host in brackets. The gateway checks neither, so each may be anything; what is missing is a dash. */
export function formatAddress({ host, port }: Pick<Node, 'host' | 'port'>): string {
  const name = formatPart(host);
  return `${name.includes(':') ? `[${name}]` : name}:${formatPart(port)}`;
}

/** One of the two as text. */
export function formatPart(part: Json | undefined): string {
  return part === undefined ? '–' : toLuaString(part);
}

import { luaToNumber } from '../lua-number.ts';
import { isFormat } from '../schema/format.ts';

/**
 * The port in a key of a map of nodes; undefined where it has none. Mirrors `parse_addr` (core/utils.lua): whatever stands behind the
 * last colon, which may not be the last character, and nothing in IPv6 without brackets.
 */
export function portOf(address: string): number | undefined {
  if (address.startsWith('[') ? address.endsWith(']') : isBareIpv6(address)) return undefined;
  const colon = address.lastIndexOf(':', address.length - 2);
  if (colon === -1 || (address.startsWith('[') && address[colon - 1] !== ']')) return undefined;
  return luaToNumber(address.slice(colon + 1));
}

/** Two colons, and no dot before the second. */
function isBareIpv6(address: string): boolean {
  return /^[^.:]*:[^.:]*:/.test(address);
}

/** Whether a host is an IPv6 address that lacks its brackets (upstream.lua, 3.15.0). */
export function lacksBrackets(host: string): boolean {
  return isFormat('ipv6', host);
}

/** Whether text is an address or CIDR (core/ip.lua, `validate_cidr_or_ip`); brackets around IPv6 pass. */
export function isAddressOrCidr(text: string): boolean {
  const slash = text.indexOf('/');
  const address = slash === -1 ? text : text.slice(0, slash);
  const mask = slash === -1 ? 0 : (luaToNumber(text.slice(slash + 1)) ?? Number.NaN);
  if (isFormat('ipv4', address)) return mask >= 0 && mask <= 32;
  return mask >= 0 && mask <= 128 && isFormat('ipv6', address.replace(/^\[(.*)\]$/s, '$1'));
}

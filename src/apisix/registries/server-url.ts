import type { LocatedScalar } from '../located.ts';
import { isSubstituted } from '../schema/wording.ts';

/** What the address of a server may be. */
export interface AddressRule {
  readonly schemes: readonly string[];
  /** How to mend an address with a path. */
  readonly onPath: string;
  /** How to mend an address with a user. */
  readonly onUser: string;
}

/** How to mend an address that is no `http://host:port`; never shows its user, password or query. Undefined where nothing better is known. */
export function mendUrl(address: LocatedScalar, { schemes, onPath, onUser }: AddressRule): string | undefined {
  const url = String(address.value);
  if (!isSubstituted(address) && url.includes('${'))
    return 'Write ${{VAR}} with two braces: ${VAR} is replaced for kubernetes only';
  if (/\s/.test(url)) return 'Remove the blanks and newlines in and around it';
  const [, scheme, rest = url] = /^(?:([a-z][a-z+.-]*):\/\/|\/\/)?([^]*)$/i.exec(url) ?? [];
  if (scheme === undefined) return `Write ${schemes.map((name) => `${name}://`).join(' or ')} in front of the host`;
  if (!schemes.includes(scheme)) {
    return schemes.includes(scheme.toLowerCase())
      ? `Write ${scheme.toLowerCase()}:// in lower-case letters`
      : `Write ${schemes.map((name) => `${name}://`).join(' or ')}: there is no other way to reach it`;
  }
  const host = rest.slice(rest.lastIndexOf('@') + 1);
  if (/[/?#]/.test(host)) return onPath;
  if (host.includes('[')) return 'Use a name or an IPv4 address: IPv6 in brackets is not accepted here';
  return rest === host ? undefined : onUser;
}

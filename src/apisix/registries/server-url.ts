import type { LocatedScalar } from '../located.ts';
import { isSubstituted } from '../schema/wording.ts';

/** What the address of a server may be. */
interface AddressRule {
  readonly schemes: readonly string[];
  /** The property that takes a path. */
  readonly pathGoesTo?: string;
}

/** How to mend an address that is no `http://host:port`; never shows its user, password or query. Undefined where nothing better is known. */
export function mendUrl(address: LocatedScalar, { schemes, pathGoesTo }: AddressRule): string | undefined {
  const url = String(address.value);
  if (!isSubstituted(address) && url.includes('${'))
    return 'Write ${{VAR}} with two braces: ${VAR} is replaced for kubernetes only';
  if (/\s/.test(url)) return 'Remove the blanks and newlines in and around it';
  const [, scheme, rest = url] = /^(?:([a-z][a-z+.-]*):\/\/|\/\/)?([^]*)$/i.exec(url) ?? [];
  if (scheme === undefined) return `Write ${schemes.map((name) => `${name}://`).join(' or ')} in front of it`;
  if (!schemes.includes(scheme)) {
    return schemes.includes(scheme.toLowerCase())
      ? `Write ${scheme.toLowerCase()}:// in lower-case letters`
      : `Write ${schemes.map((name) => `${name}://`).join(' or ')}: there is no other way to reach it`;
  }
  const host = rest.slice(rest.lastIndexOf('@') + 1);
  if (/[/?#]/.test(host)) {
    return `End it behind the port: ${pathGoesTo === undefined ? 'the registry adds its own path' : `a path belongs in ${pathGoesTo}`}`;
  }
  if (host.includes('[')) return 'Use a name or an IPv4 address: IPv6 in brackets is not accepted here';
  return rest === host ? undefined : 'Write the user and the password both, as user:password@, or none of them';
}

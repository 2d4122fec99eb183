import type { Schema } from './schema.ts';

const BYTE = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`);

/** Whether text is an address of that family, as `inet_pton(3)` reads it: no leading zeros, no zone, no prefix length. */
export function isFormat(format: NonNullable<Schema['format']>, text: string): boolean {
  return format === 'ipv4' ? IPV4.test(text) : isIpv6(text);
}

function isIpv6(text: string): boolean {
  const [head = '', tail, ...rest] = text.split('::');
  if (rest.length > 0) return false;
  if (tail === undefined) return groupsOf(head, { mayEndInIpv4: true }) === 8;
  const before = head === '' ? 0 : groupsOf(head, { mayEndInIpv4: false });
  const behind = tail === '' ? 0 : groupsOf(tail, { mayEndInIpv4: true });
  return before + behind <= 7;
}

/** How many groups of 16 bits the text has; too many where one is malformed. */
function groupsOf(text: string, { mayEndInIpv4 }: { readonly mayEndInIpv4: boolean }): number {
  const groups = text.split(':');
  const last = groups.at(-1) ?? '';
  const endsInIpv4 = mayEndInIpv4 && IPV4.test(last);
  const hexadecimal = endsInIpv4 ? groups.slice(0, -1) : groups;
  if (!hexadecimal.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return Infinity;
  return groups.length + (endsInIpv4 ? 1 : 0);
}

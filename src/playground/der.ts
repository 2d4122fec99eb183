// The few ASN.1 DER forms that an X.509 certificate is made of (ITU-T X.690).

export type Der = Buffer;

export const sequence = (...parts: readonly Uint8Array[]): Der => element(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Der => element(0x31, ...parts);
export const utf8 = (text: string): Der => element(0x0c, Buffer.from(text));
export const octets = (content: Uint8Array): Der => element(0x04, content);
export const yes: Der = element(0x01, Uint8Array.of(0xff));

/** A bit string of whole bytes, or with `unused` bits at its end that do not count. */
export const bits = (content: Uint8Array, unused = 0): Der => element(0x03, Uint8Array.of(unused), content);

/** A positive integer from its big-endian bytes; the first must be below 0x80, or it would be negative. */
export const integer = (bytes: Uint8Array): Der => element(0x02, bytes);

/** UTCTime, which is for years up to 2049 (RFC 5280, 4.1.2.5). */
export const time = (date: Date): Der => element(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

/** `[number] EXPLICIT`. */
export const explicit = (number: number, content: Uint8Array): Der => element(0xa0 | number, content);

/** `[number] IMPLICIT` of a primitive type. */
export const implicit = (number: number, content: Uint8Array): Der => element(0x80 | number, content);

/** An object identifier in dotted form. */
export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

function element(tag: number, ...parts: readonly Uint8Array[]): Der {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Uint8Array.from([tag, ...size]), content]);
}

/** One field of a message on the wire: a number, or the bytes of a text, a list item or a message inside. */
export type WireField =
  | { readonly number: number; readonly kind: 'varint'; readonly value: number }
  | { readonly number: number; readonly kind: 'bytes'; readonly value: Uint8Array };

const VARINT = 0;
const BYTES = 2;

/**
 * The fields of a protobuf message in their order. Kubernetes writes only these two wire types for the objects that are read here; any other one, and a
 * message that ends too early, throws a RangeError. Numbers are exact up to 2^53.
 */
export function* wireFields(message: Uint8Array): Generator<WireField> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at];
      if (byte === undefined) throw new RangeError('the message ends inside a number');
      at += 1;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const [number, type] = [Math.floor(tag / 8), tag % 8];
    if (type === VARINT) yield { number, kind: 'varint', value: varint() };
    else if (type === BYTES) {
      const length = varint();
      if (at + length > message.length) throw new RangeError('the message ends inside a field');
      yield { number, kind: 'bytes', value: message.subarray(at, at + length) };
      at += length;
    } else throw new RangeError(`wire type ${type} is not read here`);
  }
}

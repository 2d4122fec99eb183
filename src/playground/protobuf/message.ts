import { listOf, mapOf } from '../../kube/json-map.ts';
import { wireFields } from './wire.ts';
import type { WireField } from './wire.ts';

/** How a field becomes a part of the JSON object: what is there already is `known`. */
interface Field {
  readonly name: string;
  readonly read: (field: WireField, known: unknown) => unknown;
}

/** The fields of a message that are read, by their numbers. All others are passed over. */
export type Message = Readonly<Record<number, Field>>;

/** The message as the JSON object that stands for it: an empty text is left out, as in Kubernetes' own JSON. Throws a RangeError for what is no message. */
export function readMessage(message: Message, bytes: Uint8Array): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const field of wireFields(bytes)) {
    const known = message[field.number];
    if (known === undefined) continue;
    const value = known.read(field, object[known.name]);
    if (value !== '') object[known.name] = value;
  }
  return object;
}

/** A text. */
export const text = (name: string): Field => ({ name, read: textOf });
/** A whole number. */
export const integer = (name: string): Field => ({ name, read: ({ value }) => value });
/** A yes or no. */
export const flag = (name: string): Field => ({ name, read: ({ value }) => value === 1 });
/** A message inside. */
export const part = (name: string, message: Message): Field => ({ name, read: (field) => partOf(field, message) });

/** A list of texts: the field stands once for each. */
export const texts = (name: string): Field => ({ name, read: (field, known) => [...listOf(known), textOf(field)] });
/** A list of messages. */
export const parts = (name: string, message: Message): Field => ({
  name,
  read: (field, known) => [...listOf(known), partOf(field, message)],
});

/** A map of texts. */
export const textMap = (name: string): Field => mapField(name, text('value'));
/** A map of bytes, which JSON writes in base64. */
export const bytesMap = (name: string): Field =>
  mapField(name, { name: 'value', read: ({ value }) => Buffer.from(bytesOf(value)).toString('base64') });

function mapField(name: string, value: Field): Field {
  return {
    name,
    read(field, known) {
      // Both readers answer texts.
      const entry = partOf(field, { 1: text('key'), 2: value }) as { key?: string; value?: string };
      return { ...mapOf(known), [entry.key ?? '']: entry.value ?? '' };
    },
  };
}

function textOf({ value }: WireField): string {
  return Buffer.from(bytesOf(value)).toString();
}

function partOf({ value }: WireField, message: Message): Record<string, unknown> {
  return readMessage(message, bytesOf(value));
}

function bytesOf(value: WireField['value']): Uint8Array {
  if (typeof value === 'number') throw new RangeError('a number stands where bytes belong');
  return value;
}

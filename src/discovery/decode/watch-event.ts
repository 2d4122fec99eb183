import type { Json } from '../../apisix/lua.ts';
import { index, luaType } from '../../apisix/lua.ts';
import type { WatchEvent } from '../../apisix/view.ts';
import { parseJson } from './json-list.ts';

/** informer_factory.lua `split_event` takes lines of this form only: `{"type":.*}\n`, all releases. */
const FRAME_START = Buffer.from('{"type":');
const FRAME_END = Buffer.from('}\n');

/** Decodes one line of a watch. Undefined where it is no JSON object; a blank line is one. */
export function decodeWatchEvent(line: Uint8Array): WatchEvent | undefined {
  const event = parseJson(line);
  if (luaType(event) !== 'table') return undefined;
  return { type: index(event, 'type', 'type'), object: index(event, 'object', 'object'), wellFramed: isWellFramed(line) };
}

/** Whether nothing but white space is on the line. */
export function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a);
}

/** `metadata.resourceVersion` of an event's object. */
export function eventResourceVersion(object: Json | undefined): string | undefined {
  if (luaType(object) !== 'table') return undefined;
  const metadata = index(object, 'metadata', 'metadata');
  if (luaType(metadata) !== 'table') return undefined;
  const resourceVersion = index(metadata, 'resourceVersion', 'metadata');
  return typeof resourceVersion === 'string' && resourceVersion !== '' ? resourceVersion : undefined;
}

/** Whether the gateway would take the line for an event at all. */
export function isWellFramed(line: Uint8Array): boolean {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  return bytes.subarray(0, FRAME_START.length).equals(FRAME_START) && bytes.subarray(-FRAME_END.length).equals(FRAME_END);
}

import type { Position } from '../../apisix/position.ts';

/** The text of a file, or why it has none. */
export type TextRead =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string; readonly hint: string; readonly position: Position };

const START: Position = { line: 1, column: 1 };

/** The bytes of a file as UTF-8, without a byte order mark. */
export function decodeText(bytes: Uint8Array): TextRead {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    return { ok: false, message: 'This file is UTF-16, not UTF-8', hint: 'Save it as UTF-8', position: START };
  }
  if (bytes.includes(0)) {
    return { ok: false, message: 'This file is binary, not text', hint: 'Leave it out', position: START };
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return {
      ok: false,
      message: 'This file is not UTF-8: the byte here belongs to another encoding',
      hint: 'Save it as UTF-8',
      position: firstInvalid(bytes),
    };
  }
}

/** Where lenient decoding first puts something else in place of what is there. */
function firstInvalid(bytes: Uint8Array): Position {
  const replaced = new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const offset = bytes.findIndex((byte, index) => byte !== replaced[index]);
  const before = new TextDecoder().decode(bytes.subarray(0, offset)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

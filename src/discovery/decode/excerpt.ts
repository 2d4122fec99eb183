const SHOWN_BYTES = 80;

/** The first bytes of something unreadable, on one line: control characters escaped, cut with an ellipsis. */
export function excerpt(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, SHOWN_BYTES));
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return bytes.length > SHOWN_BYTES ? `${escaped}…` : escaped;
}

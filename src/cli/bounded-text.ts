import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const MEBIBYTE = 1024 * 1024;

/** In bytes. JavaScript holds no text that is much longer. */
export const LARGEST_TEXT = 500 * MEBIBYTE;

/** The first `atMost` bytes of a stream, or all; the stream is closed then. Rejects as the stream fails. */
export async function firstBytes(stream: Readable, atMost: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Streams give their chunks as `any`; one without an encoding gives bytes.
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= atMost) break;
  }
  return Buffer.concat(chunks, Math.min(size, atMost));
}

/** The stream's next line without its end; undefined at the end of the stream. Rejects with the signal's reason when it aborts first. */
export async function firstLine(stream: Readable, signal: AbortSignal): Promise<string | undefined> {
  signal.throwIfAborted();
  const lines = createInterface({ input: stream, signal });
  try {
    for await (const line of lines) return line;
    signal.throwIfAborted();
    return undefined;
  } finally {
    lines.close();
  }
}

/** Bytes as UTF-8, a byte order mark included; what is invalid becomes U+FFFD. Throws for more than `atMost` bytes. */
export function boundedText(bytes: Uint8Array, atMost: number): string {
  if (bytes.length > atMost) throw new Error(`it is larger than ${atMost / MEBIBYTE} MiB`);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

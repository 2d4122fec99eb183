import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UserError } from '../../findings/user-error.ts';
import { readingFailure } from '../../kube/surroundings.ts';
import type { Host } from '../host.ts';
import type { OpenFile } from '../open-file.ts';
import type { Source } from './source.ts';

/** The bytes of a source as they come; of a file named `.gz` what was compressed. Rejects with a {@link UserError} where it cannot be read. */
export async function* readSource(source: Source, host: Host): AsyncGenerator<Uint8Array> {
  switch (source.kind) {
    case 'text':
      yield new TextEncoder().encode(source.text);
      return;
    case 'stdin':
      yield* host.streamStdin();
      return;
    case 'file':
      try {
        yield* textOnly(source.path.endsWith('.gz') ? unzipped(source.path, host) : fileChunks(source.path, host));
      } catch (error) {
        if (error instanceof NoText) throw new UserError('is no text, so no log', { place: { path: source.path } });
        throw failureToRead(source.path, error, host);
      }
      return;
    default:
      source satisfies never;
  }
}

/** What is to be thrown for a log that cannot be opened or read; throws the reason of an abort. */
export function failureToRead(path: string, error: unknown, { signal }: Pick<Host, 'signal'>): UserError {
  signal.throwIfAborted();
  return new UserError(`cannot read the log: ${readingFailure(error)}`, { place: { path }, cause: error });
}

/** What begins as no log does. */
class NoText extends Error {}

/**
 * Rejects with {@link NoText} where the first bytes have a zero, unless they are UTF-16 by their byte order mark. A log that was cut while it was written
 * may begin with zeros.
 */
async function* textOnly(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const bytes of chunks) {
    if (isFirst && isBinary(bytes)) throw new NoText();
    isFirst = false;
    yield bytes;
  }
}

function isBinary(bytes: Uint8Array): boolean {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start >= 0 && bytes[start] !== 0xff && bytes.subarray(start, start + 1000).includes(0);
}

async function* fileChunks(path: string, { openFile, signal }: Host): AsyncGenerator<Uint8Array> {
  const file = await openFile(path);
  try {
    yield* remaining(file, signal);
  } finally {
    await file.close();
  }
}

/** What a file has from where it was read to; throws the reason of an abort. */
export async function* remaining(file: OpenFile, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (;;) {
    signal.throwIfAborted();
    const bytes = await file.read();
    if (bytes.length === 0) return;
    yield bytes;
  }
}

async function* unzipped(path: string, host: Host): AsyncGenerator<Uint8Array> {
  const compressed = Readable.from(fileChunks(path, host));
  const gunzip = createGunzip();
  compressed.on('error', (error) => gunzip.destroy(error));
  // Streams give their chunks as `any`; gunzip gives bytes.
  yield* compressed.pipe(gunzip) as AsyncIterable<Uint8Array>;
}

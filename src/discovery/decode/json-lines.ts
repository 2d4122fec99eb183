const LINE_FEED = 0x0a;

/** Thrown by {@link LineSplitter.push} when a line grows over its limit; `start` holds the first bytes. */
export class LineTooLongError extends Error {
  readonly start: Uint8Array;

  constructor(start: Uint8Array) {
    super('line too long');
    this.start = start;
  }
}

/**
 * Splits a byte stream into lines, wherever its chunks are cut; it looks at bytes only, so a cut inside a UTF-8 character is no matter.
 * A line keeps its line feed. What follows the last one stays until more comes: a stream that ends there was cut.
 */
export class LineSplitter {
  readonly #maxLineBytes: number;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  constructor(maxLineBytes: number) {
    this.#maxLineBytes = maxLineBytes;
  }

  /** The lines that this chunk completes. Memory is bounded by the longest line. */
  *push(chunk: Uint8Array): Generator<Uint8Array> {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      const rest = chunk.subarray(start, end + 1);
      start = end + 1;
      if (this.#pendingBytes === 0) {
        yield rest;
        continue;
      }
      const line = Buffer.concat([...this.#pending, rest]);
      this.#pending = [];
      this.#pendingBytes = 0;
      yield line;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
  }

  #keep(rest: Uint8Array): void {
    this.#pending.push(rest);
    this.#pendingBytes += rest.length;
    if (this.#pendingBytes > this.#maxLineBytes) throw new LineTooLongError(this.#pending[0] ?? rest);
  }
}

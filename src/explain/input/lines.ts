import { TextDecoder } from 'node:util';

/** Of a longer line the rest is left out, in UTF-16 units. nginx cuts its own at 4,096 bytes; those of runtimes have 16 KiB. */
const LONGEST_LINE = 64 * 1024;

/** Cuts bytes, as they come, into lines without their ends. They are UTF-8, or the UTF-16 that `>` of Windows PowerShell writes. */
export class Lines {
  #decoder: TextDecoder | undefined;
  /** The line that has no end yet, and no more of it than the longest line has. */
  #rest = '';
  readonly #onLine: (line: string) => void;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  add(bytes: Uint8Array): void {
    const [first] = bytes;
    if (first === undefined) return;
    // It begins with the byte order mark FF FE, and no UTF-8 has such a byte.
    this.#decoder ??= new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-8');
    this.#addText(this.#decoder.decode(bytes, { stream: true }));
  }

  /** The last line need not end. */
  end(): void {
    this.#addText(this.#decoder?.decode() ?? '');
    if (this.#rest !== '') this.#emit('');
  }

  #addText(text: string): void {
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#emit(text.slice(start, end));
      start = end + 1;
    }
    this.#rest = (this.#rest + text.slice(start)).slice(0, LONGEST_LINE);
  }

  #emit(text: string): void {
    const line = (this.#rest + text).slice(0, LONGEST_LINE);
    this.#rest = '';
    this.#onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  }
}

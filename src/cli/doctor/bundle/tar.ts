/** A file in an archive. */
export interface TarFile {
  /** Of ASCII characters, at most 100, with `/` between folders. */
  readonly name: string;
  readonly text: string;
}

/** In bytes. */
const BLOCK = 512;

/** An archive of regular files for their owner alone, in the ustar format (POSIX.1-2017, pax); `modified` in milliseconds since 1970. */
export function tarOf(files: readonly TarFile[], { modified }: { readonly modified: number }): Uint8Array {
  const blocks = files.flatMap(({ name, text }) => {
    const content = Buffer.from(text);
    const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
    return [header({ name, size: content.length, modified }), content, padding];
  });
  // Two empty blocks are its end.
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

interface Entry {
  readonly name: string;
  readonly size: number;
  readonly modified: number;
}

function header({ name, size, modified }: Entry): Buffer {
  if (!/^[\x20-\x7e]{1,100}$/.test(name)) throw new Error(`no name for an archive: ${JSON.stringify(name)}`);
  const block = Buffer.alloc(BLOCK);
  const put = (text: string, offset: number): void => void block.write(text, offset, 'ascii');
  put(name, 0);
  put(octal(0o600, 8), 100);
  put(octal(0, 8), 108); // uid
  put(octal(0, 8), 116); // gid
  put(octal(size, 12), 124);
  put(octal(Math.floor(modified / 1000), 12), 136);
  put(' '.repeat(8), 148); // The checksum counts its own field as blanks.
  put('0', 156); // a regular file
  put('ustar', 257);
  put('00', 263);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  put(`${octal(checksum, 7)}\0 `, 148);
  return block;
}

/** A number in a field of so many bytes, the last of which ends it. */
function octal(value: number, length: number): string {
  return value.toString(8).padStart(length - 1, '0');
}

import { open } from 'node:fs/promises';

/** A file that is read from its start on, as far as it goes, and further when it has grown. */
export interface OpenFile {
  /** Which file it is, whatever its name leads to by now. */
  readonly identity: string;
  /** The next bytes; none at the end, where there may be more later. */
  readonly read: () => Promise<Uint8Array>;
  /** How many bytes it has now. */
  readonly size: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Kinds of line that are kept may keep the piece alive that they were read in. */
const CHUNK = 64 * 1024;

/** Opens a file, also a pipe, for reading. Rejects as node:fs does. */
export async function openFile(path: string): Promise<OpenFile> {
  const file = await open(path);
  const { dev, ino } = await file.stat();
  const buffer = new Uint8Array(CHUNK);
  return {
    identity: `${dev}:${ino}`,
    read: async () => {
      // Without a position, as a pipe has none.
      const { bytesRead } = await file.read(buffer, 0, CHUNK, null);
      return buffer.slice(0, bytesRead);
    },
    size: async () => (await file.stat()).size,
    close: () => file.close(),
  };
}

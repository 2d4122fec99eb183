/** The files around the linter. Paths are relative to the working directory; failures are those of node:fs, with their `code`. */
export interface FileSystem {
  /** What is at a path, symbolic links followed. */
  readonly stat: (path: string) => Promise<{ readonly kind: 'file' | 'directory' | 'other'; readonly size: number }>;
  /** Names in a directory, in no order. */
  readonly list: (path: string) => Promise<readonly string[]>;
  /** The path without links: two paths to one file have the same. */
  readonly realPath: (path: string) => Promise<string>;
  /** The bytes of a file: all, or the first `atMost`. */
  readonly read: (path: string, options?: { readonly atMost: number }) => Promise<Uint8Array>;
  /** Replaces a file at once or not at all, its mode kept; never a half-written file, also when the process dies. Follows links. */
  readonly write: (path: string, text: string) => Promise<void>;
  /** Adds to the end of a file, which is made where there is none. */
  readonly append: (path: string, text: string) => Promise<void>;
}

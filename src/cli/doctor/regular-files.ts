import type { Host } from '../host.ts';

/** In bytes. A token has some kilobytes, and the roots of a system some hundred. */
const LARGEST = 1024 * 1024;

/**
 * The host for files that a gateway's config names, which nobody has looked at: what is no regular file is refused, as a pipe without a
 * writer is waited for without end, and so is what is larger than any token or certificate.
 */
export function withRegularFiles(host: Host): Host {
  return {
    ...host,
    readFile: async (path) => {
      // Why nothing can be found out, reading tells.
      const found = await host.files.stat(path).catch(() => undefined);
      if (found?.kind === 'other') throw new Error('it is no regular file');
      return host.readFile(path, { atMost: LARGEST });
    },
  };
}

import type { Surroundings } from '../../src/kube/surroundings.ts';

/** Surroundings with these files alone; `null` is a directory. */
export function surroundingsOf(options: {
  readonly files?: Readonly<Record<string, string | null>>;
  readonly env?: Readonly<Record<string, string>>;
}): Surroundings {
  const { files = {}, env = {} } = options;
  return {
    env,
    homeDir: '/home/jane',
    readFile: async (path) => {
      const text = files[path];
      if (typeof text === 'string') return text;
      const code = text === null ? 'EISDIR' : 'ENOENT';
      throw Object.assign(new Error(`${code}: ${path}`), { code });
    },
  };
}

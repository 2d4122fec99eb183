import { expect, test } from 'vitest';
import { findSettings } from '../../../src/lint/settings/find-settings.ts';
import type { FileSystem } from '../../../src/lint/input/file-system.ts';
import { memoryFiles } from '../../support/memory-files.ts';

/** A machine with these paths, seen from /home/me/repo/deploy. */
function seenFrom(paths: readonly string[]): FileSystem {
  const absent = (path: string): Promise<never> => Promise.reject(Object.assign(new Error(path), { code: 'ENOENT' }));
  return {
    ...memoryFiles({}),
    realPath: () => Promise.resolve('/home/me/repo/deploy'),
    stat: (path) => (paths.includes(path) ? Promise.resolve({ kind: 'file', size: 0 }) : absent(path)),
  };
}

test.each([
  ['the working directory', ['/home/me/repo/deploy/.k8s-disco.yaml', '/home/me/repo/.k8s-disco.yaml'], '.k8s-disco.yaml'],
  ['a directory above', ['/home/me/repo/.k8s-disco.yaml', '/home/me/repo/.git'], '../.k8s-disco.yaml'],
  ['the home directory', ['/home/me/.k8s-disco.yaml'], '../../.k8s-disco.yaml'],
  ['nowhere above the repository', ['/home/me/.k8s-disco.yaml', '/home/me/repo/.git'], undefined],
  ['nowhere above the home directory', ['/home/.k8s-disco.yaml'], undefined],
])('settings are found in %s', async (_where, paths, found) => {
  expect(await findSettings(seenFrom(paths), '/home/me')).toBe(found);
});

test('outside of the home directory, they are looked for up to the root', async () => {
  expect(await findSettings(seenFrom(['/.k8s-disco.yaml']), '/root')).toBe('../../../../.k8s-disco.yaml');
  expect(await findSettings(seenFrom([]), '/root')).toBeUndefined();
});

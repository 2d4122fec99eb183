import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

/** What is loaded together with a module: the files of src, and packages by name. `import()` and `import type` load nothing yet. */
function loadedWith(file: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const source = readFileSync(file, 'utf8');
  for (const [, specifier = ''] of source.matchAll(/^(?:import|export) (?!type )(?:[^;']* from )?'([^']+)'/gm)) {
    if (specifier.endsWith('.ts')) loadedWith(posix.join(posix.dirname(file), specifier), loaded);
    else if (!specifier.startsWith('.') && !specifier.startsWith('node:')) loaded.add(specifier);
  }
  return loaded;
}

function packagesOf(file: string): readonly string[] {
  return [...loadedWith(file)].filter((module) => !module.startsWith('src/')).sort();
}

test.each([
  ['the program, before it knows its command', 'src/cli/main.ts', ['commander']],
  ['lint', 'src/cli/lint/run-lint.ts', ['chalk', 'cli-table3', 'yaml']],
])('%s loads no other packages', (_, file, packages) => {
  expect(packagesOf(file)).toEqual(packages);
});

test('lint loads nothing that speaks to an API server', () => {
  const ofServers =
    /^src\/kube\/(?:client-node|http-transport|find-connections)|^src\/discovery\/(?:engine|reflector|list|watch)\.ts/;
  expect([...loadedWith('src/cli/lint/run-lint.ts')].filter((module) => ofServers.test(module))).toEqual([]);
});

test('what is loaded is found', () => {
  expect(packagesOf('src/kube/client-node-exports.ts')).toEqual(['@kubernetes/client-node']);
});

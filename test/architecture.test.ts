import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

const features = ['lint', 'doctor', 'explain', 'provision', 'token', 'resolve', 'playground'];

/** Folder of src → the other folders of src it may import from: the picture in docs/architecture.md, in full. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  apisix: [],
  time: [],
  terminal: [],
  text: [],
  findings: ['apisix'],
  kube: ['apisix', 'findings'],
  discovery: ['apisix', 'findings', 'kube', 'time'],
  ...Object.fromEntries(features.map((feature) => [feature, ['apisix', 'findings', 'kube', 'time', 'discovery']])),
  // A service_name in a route is judged by the reasons that resolve has.
  lint: ['apisix', 'findings', 'kube', 'time', 'discovery', 'resolve'],
  // It asks what the other features know, and adds what nobody else asks.
  doctor: ['apisix', 'findings', 'kube', 'time', 'discovery', 'lint', 'provision', 'resolve', 'token'],
  // It names checks and commands that prove and mend, judges names as resolve does, and hides secrets as lint does.
  explain: ['apisix', 'findings', 'kube', 'lint', 'resolve', 'token', 'doctor'],
  // A set-up issues and reads tokens, and shows what would change.
  provision: ['apisix', 'findings', 'kube', 'time', 'discovery', 'token', 'text'],
  report: ['apisix', 'findings', 'kube', 'discovery', ...features, 'terminal'],
  cli: ['apisix', 'findings', 'kube', 'time', 'discovery', ...features, 'terminal', 'text', 'report', 'package.json'],
};

/** Module → how the path of the one place in src that imports it begins. */
const onePlace: Readonly<Record<string, string>> = {
  '@kubernetes/client-node': 'src/kube/client-node',
  commander: 'src/cli/',
  chalk: 'src/terminal/',
  'cli-table3': 'src/terminal/',
  ora: 'src/terminal/',
  'node:process': 'src/cli/host.ts',
};

/** What each module specifier of `source` breaks: one line for each import that goes the wrong way. `file` is relative to the project. */
function wrongImports(file: string, source: string): string[] {
  const from = folderOf(file);
  const specifiers = [...source.matchAll(/^(?!\s*(?:\*|\/\/)).*?\b(?:from|import)\s*\(?\s*'([^']+)'/gm)].map(
    ([, name]) => name ?? '',
  );
  return specifiers.flatMap((specifier) => {
    if (specifier.startsWith('.')) {
      const to = folderOf(posix.join(posix.dirname(file), specifier));
      return to === from || mayImport[from]?.includes(to) ? [] : [`${file}: ${from} may not import ${to} (${specifier})`];
    }
    if (from === 'apisix' && specifier.startsWith('node:')) return [`${file}: apisix is pure and may not import ${specifier}`];
    const place = onePlace[specifier];
    return place === undefined || file.startsWith(place) ? [] : [`${file}: only ${place} may import ${specifier}`];
  });
}

/** `apisix` for `src/apisix/discovery-config/model.ts`; the path itself for what lies outside the folders of src. */
function folderOf(file: string): string {
  return /^src\/([^/]+)\//.exec(file)?.[1] ?? file;
}

describe('imports go one way', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('src', file));

  test('every folder of src has its row', () => {
    const folders = new Set(files.map(folderOf));
    expect([...folders].filter((folder) => !(folder in mayImport))).toEqual([]);
  });

  test('no import of src goes another way', () => {
    expect(files.flatMap((file) => wrongImports(file, readFileSync(file, 'utf8')))).toEqual([]);
  });
});

describe('an import that goes the wrong way is named', () => {
  test.each([
    ['src/apisix/nodes.ts', "import type { A } from '../findings/a.ts';", 'apisix may not import findings (../findings/a.ts)'],
    ['src/apisix/nodes.ts', "import { readFileSync } from 'node:fs';", 'apisix is pure and may not import node:fs'],
    ['src/apisix/pcre/pcre.ts', "export { a } from '../../kube/a.ts';", 'apisix may not import kube (../../kube/a.ts)'],
    ['src/kube/status.ts', "import {\n  a,\n} from '../discovery/a.ts';", 'kube may not import discovery (../discovery/a.ts)'],
    ['src/resolve/reason.ts', "await import('../cli/main.ts');", 'resolve may not import cli (../cli/main.ts)'],
    ['src/lint/engine.ts', "import '../../package.json';", 'lint may not import package.json (../../package.json)'],
    ['src/report/text.ts', "import chalk from 'chalk';", 'only src/terminal/ may import chalk'],
    ['src/kube/token.ts', "import 'commander';", 'only src/cli/ may import commander'],
    ['src/cli/program.ts', "import process from 'node:process';", 'only src/cli/host.ts may import node:process'],
  ])('%s: %s', (file, source, complaint) => {
    expect(wrongImports(file, source)).toEqual([`${file}: ${complaint}`]);
  });

  test('imports within a folder, down the layers and in comments are fine', () => {
    const source = "import type { A } from './list.ts';\nimport { b } from '../apisix/nodes.ts';\n// taken from '../cli/main.ts'";
    expect(wrongImports('src/discovery/engine.ts', source)).toEqual([]);
  });
});

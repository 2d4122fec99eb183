import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Playground } from '../../src/playground/playground.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import { cli } from '../support/cli.ts';

// Every `console` block of the README and of docs/ is run in a directory of its page: with the files of a playground, one for each page,
// and with those that the page shows behind a comment `<!-- file: NAME -->`.

interface Example {
  readonly page: string;
  readonly command: string;
  readonly output: string;
}

/** The address that the pages show in place of the playground's. */
const SHOWN_ADDRESS = '127.0.0.1:6443';

/** What differs from run to run, and how the pages show it. */
const SHOWN: readonly (readonly [RegExp, string])[] = [
  [/\btoken after [\d.]+ s\b/g, 'token after 0.1 s'],
  [/\bkey [\w-]{20,}/g, 'key UY0KCHlNgK3YWdIhhWZn'],
  [/\bskipped in [\d.]+ s\b/g, 'skipped in 1.4 s'],
];

async function examplesOf(page: string): Promise<Example[]> {
  const text = await readFile(page, 'utf8');
  const blocks = [...text.matchAll(/^```console\n(.*?)^```$/gms)].map(([, block = '']) => block);
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((example) => {
        const [command = '', ...output] = example.trimEnd().split('\n');
        return { page, command, output: output.join('\n') };
      }),
  );
}

/** The files that a page shows: name → text. */
async function filesOf(page: string): Promise<readonly (readonly [name: string, text: string])[]> {
  const text = await readFile(page, 'utf8');
  const files = [...text.matchAll(/^<!-- file: (\S+) -->\n+```\w*\n(.*?)^```$/gms)];
  return files.map(([, name = '', content = '']) => [name, content]);
}

const docs = await readdir('docs');
const pages = ['README.md', ...docs.filter((name) => name.endsWith('.md')).map((name) => join('docs', name))];
const examples = (await Promise.all(pages.map(examplesOf))).flat();

const playgrounds = new Map<string, Playground>();
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'k8s-disco-docs-'));
  for (const page of new Set(examples.map((example) => example.page))) {
    const playground = await startPlayground();
    playgrounds.set(page, playground);
    playground.seed();
    const own = join(directory, page);
    const kubernetes = [
      ['config.yaml', playground.gatewayConfig()],
      ['kubeconfig', playground.kubeconfig()],
    ] as const;
    for (const [name, text] of [...kubernetes, ...(await filesOf(page))]) {
      await mkdir(dirname(join(own, name)), { recursive: true });
      await writeFile(join(own, name), text);
    }
  }
});
afterAll(async () => {
  for (const playground of playgrounds.values()) await playground.close();
  await rm(directory, { recursive: true });
});

test('the README has examples', () => {
  expect(examples.filter(({ page }) => page === 'README.md').length).toBeGreaterThan(2);
});

test.each(examples)('$page: $command', async ({ page, command, output }) => {
  const [program, ...args] = command.split(' ');
  expect(program).toBe('k8s-disco');
  const { stdout, stderr } = await cli(args, { cwd: join(directory, page) });
  const host = new URL(playgrounds.get(page)?.url ?? '').host;
  const [address, port] = [SHOWN_ADDRESS, SHOWN_ADDRESS.split(':')[1] ?? ''];
  const text = (stdout + stderr)
    .trimEnd()
    .replaceAll(host, address)
    .replaceAll(`port: "${host.split(':')[1]}"`, `port: "${port}"`);
  expect(SHOWN.reduce((shown, [varying, fixed]) => shown.replaceAll(varying, fixed), text)).toBe(output);
});

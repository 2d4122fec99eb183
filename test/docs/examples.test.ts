import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Playground } from '../../src/playground/playground.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import { cli } from '../support/cli.ts';

// Every `console` block of the README and of docs/ is run, on a playground whose files are in the working directory.

interface Example {
  readonly page: string;
  readonly command: string;
  readonly output: string;
}

/** The address that the pages show in place of the playground's. */
const SHOWN_ADDRESS = '127.0.0.1:6443';

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

const docs = await readdir('docs');
const pages = ['README.md', ...docs.filter((name) => name.endsWith('.md')).map((name) => join('docs', name))];
const examples = (await Promise.all(pages.map(examplesOf))).flat();

let playground: Playground;
let directory: string;
beforeAll(async () => {
  playground = await startPlayground();
  playground.seed();
  directory = await mkdtemp(join(tmpdir(), 'k8s-disco-docs-'));
  await writeFile(join(directory, 'config.yaml'), playground.gatewayConfig());
  await writeFile(join(directory, 'kubeconfig'), playground.kubeconfig());
});
afterAll(async () => {
  await playground.close();
  await rm(directory, { recursive: true });
});

test('the README has examples', () => {
  expect(examples.filter(({ page }) => page === 'README.md').length).toBeGreaterThan(2);
});

test.each(examples)('$page: $command', async ({ command, output }) => {
  const [program, ...args] = command.split(' ');
  expect(program).toBe('k8s-disco');
  const { stdout, stderr } = await cli(args, { cwd: directory });
  const shown = (stdout + stderr).trimEnd().replaceAll(new URL(playground.url).host, SHOWN_ADDRESS);
  expect(shown).toBe(output);
});

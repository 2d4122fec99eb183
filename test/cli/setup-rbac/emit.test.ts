import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Host } from '../../../src/cli/host.ts';
import { nodeFiles } from '../../../src/cli/node-files.ts';
import { emit } from '../../../src/cli/setup-rbac/emit.ts';
import type { Emission, EmissionOutcome } from '../../../src/cli/setup-rbac/emit.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-emit-'));
const config = join(directory, 'config.yaml');
const tokenFile = join(directory, 'token');
beforeEach(() => {
  rmSync(config, { force: true });
  rmSync(tokenFile, { force: true });
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Writes both files, as they were found before the cluster was set up. */
function emitBoth(before: string | undefined): Promise<EmissionOutcome> {
  const files = nodeFiles(directory);
  const destinations = { config: { path: config, before }, tokenFile: { path: tokenFile, before: undefined } };
  const text = 'new: true\n';
  const emission: Emission = { destinations, config: { text, block: text, holdsToken: false, findings: [] }, token: 'a.b.c' };
  const readFile = async (path: string): Promise<string> => readFileSync(path, 'utf8');
  return emit(emission, { files, readFile } as Pick<Host, 'files' | 'readFile'> as Host); // all of a host that it needs
}

test('a config that is as it was read is written', async () => {
  writeFileSync(config, 'old: true\n');
  expect(await emitBoth('old: true\n')).toEqual({
    emitted: {
      config: { path: config, state: 'changed', isExposed: false },
      tokenFile: { path: tokenFile, state: 'created', isExposed: false },
      findings: [],
    },
  });
  expect(readFileSync(config, 'utf8')).toBe('new: true\n');
});

test.each([
  ['was edited', 'old: true\n', 'edited: true\n'],
  ['was made', undefined, 'edited: true\n'],
  ['was removed', 'old: true\n', undefined],
])('a config that %s while the cluster was set up is left alone, and the token file is told of', async (_, before, now) => {
  if (now !== undefined) writeFileSync(config, now);
  const { emitted, failure } = await emitBoth(before);
  expect(emitted).toMatchObject({ config: { state: 'not-written' }, tokenFile: { state: 'created' } });
  expect(failure).toMatchObject({
    message: 'it has changed since it was read',
    hint: 'The cluster is set up. Run this again.',
    place: { path: config },
  });
  if (now !== undefined) expect(readFileSync(config, 'utf8')).toBe(now);
});

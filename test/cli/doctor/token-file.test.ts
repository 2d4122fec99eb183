import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cli } from '../../support/cli.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'k8s-disco-doctor-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('a token_file that is a pipe is no file to doctor, which waits for nobody to write into it', async () => {
  const pipe = join(directory, 'token');
  execFileSync('mkfifo', [pipe]);
  const config = join(directory, 'config.yaml');
  const service = 'service: {schema: http, host: 127.0.0.1, port: "1"}';
  writeFileSync(config, `discovery: {kubernetes: {${service}, client: {token_file: ${pipe}}}}`);
  const { stdout } = await cli(['doctor', '--config', config, '--check', 'token-file-readable', '-o', 'json']);
  // The document is our own.
  const { checks } = JSON.parse(stdout) as { readonly checks: readonly object[] };
  const message = `client.token_file is ${pipe}, which cannot be read here: it is no regular file`;
  expect(checks).toContainEqual(expect.objectContaining({ id: 'token-file-readable', cause: { id: 'T24', message } }));
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cli } from '../../support/cli.ts';

const env = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'k8s-disco-doctor-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test.each([
  ['refused', 'discovery: {kubernetes: {service: {schema: ftp}}}', 'C36'],
  ['without discovery', 'apisix: {node_listen: 9080}', 'C21'],
  ['no YAML', 'discovery: {', 'C34'],
])('a config in a pod that is %s is told in a report, and all else is skipped', async (_, text, id) => {
  const config = join(directory, 'config.yaml');
  writeFileSync(config, text);
  const { code, stdout, stderr } = await cli(['doctor', '--config', config, '-o', 'json'], { env });
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  // The document is our own.
  const { checks } = JSON.parse(stdout) as { readonly checks: readonly { readonly outcome: string }[] };
  const told = checks.filter(({ outcome }) => outcome !== 'skip');
  expect(told).toMatchObject([{ id: 'config-accepted', outcome: 'fail', cause: { id } }]);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Playground } from '../../src/playground/playground.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import { RunningCli } from '../support/cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-watch-'));
let playground: Playground;
let running: RunningCli | undefined;
/** Requests that earlier tests have made. */
let before = 0;

beforeAll(async () => {
  playground = await startPlayground();
  writeFileSync(join(directory, 'config.yaml'), playground.gatewayConfig());
});
beforeEach(() => {
  playground.seed();
  before = playground.requests.length;
});
afterEach(async () => {
  playground.setFaults([]);
  running?.interrupt();
  await running?.end();
});
afterAll(async () => {
  await playground.close();
  rmSync(directory, { recursive: true });
});

/** A running `resolve --watch` on the playground. */
function watch(...argv: readonly string[]): RunningCli {
  running = new RunningCli(['resolve', '--watch', '--config', 'config.yaml', ...argv], { cwd: directory });
  return running;
}

/** The lines on stdout once there are so many, without their times. */
async function lines(cli: RunningCli, count: number): Promise<readonly string[]> {
  await expect.poll(() => cli.stdout.split('\n').length - 1, { timeout: 5_000 }).toBe(count);
  return cli.stdout.trimEnd().split('\n').map(withoutTime);
}

function withoutTime(line: string): string {
  return line.replace(/^\d\d:\d\d:\d\d {2}/, '');
}

function scale(name: string, ...addresses: readonly string[]): void {
  playground.scale({ namespace: 'default', name, addresses });
}

/** How many watches this test has asked for. */
function watches(): number {
  return playground.requests.slice(before).filter(({ query }) => query.includes('watch=true')).length;
}

test('prints how a name stands, then what comes and goes', async () => {
  const cli = watch('default/plat-dev:port');
  await lines(cli, 1);
  scale('plat-dev', '10.5.10.109', '10.5.10.110', '10.5.10.111');
  scale('plat-dev', '10.5.10.110', '10.5.10.112');
  await lines(cli, 3);
  scale('plat-dev');
  expect(await lines(cli, 4)).toEqual([
    'default/plat-dev:port  2 nodes   10.5.10.109:5001  10.5.10.110:5001',
    'default/plat-dev:port  3 nodes   + 10.5.10.111:5001',
    'default/plat-dev:port  2 nodes   + 10.5.10.112:5001  - 10.5.10.109:5001  - 10.5.10.111:5001',
    expect.stringMatching(/^default\/plat-dev:port {2}no nodes {3}- 10\.5\.10\.110:5001 {2}- 10\.5\.10\.112:5001 {2}S\d\d /),
  ]);
  expect(cli.stderr).toBe('');
});

test('folds a line that a terminal would break within an address', async () => {
  running = new RunningCli(['resolve', '--watch', '--config', 'config.yaml', 'default/plat-dev:port'], {
    cwd: directory,
    columns: 60,
    env: { NO_COLOR: '1' },
  });
  expect(await lines(running, 2)).toEqual(['default/plat-dev:port  2 nodes   10.5.10.109:5001', '          10.5.10.110:5001']);
});

test('says nothing of changes that leave the nodes as they are', async () => {
  const cli = watch('default/plat-dev:port');
  await lines(cli, 1);
  scale('cms', '10.5.10.121');
  scale('plat-dev', '10.5.10.110', '10.5.10.109');
  scale('plat-dev', '10.5.10.1');
  expect((await lines(cli, 2))[1]).toContain('1 node   + 10.5.10.1:5001');
});

test('--all follows names that are new', async () => {
  const cli = watch('--all');
  await lines(cli, 4);
  playground.putService({ namespace: 'shop', name: 'new', ports: [{ name: 'http', port: 80 }], ready: ['10.1.1.1'] });
  expect((await lines(cli, 5))[4]).toBe('shop/new:http  1 node   + 10.1.1.1:80');
  playground.store.delete('endpoints', { namespace: 'shop', name: 'new' });
  expect((await lines(cli, 6))[5]).toMatch(/^shop\/new:http {2}no nodes {3}- 10\.1\.1\.1:80 {2}S\d\d/);
});

test('-o json prints the report, then a document for each change', async () => {
  const cli = watch('-o', 'json', 'default/plat-dev:port');
  await lines(cli, 1);
  scale('plat-dev', '10.5.10.110', '10.5.10.111');
  const [report, change] = (await lines(cli, 2)).map((line) => JSON.parse(line) as object);
  expect(report).toMatchObject({
    kind: 'ResolveReport',
    results: [{ serviceName: 'default/plat-dev:port', status: 'resolved' }],
  });
  expect(change).toEqual({
    apiVersion: 'k8s-disco/v1',
    kind: 'ResolveChange',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    serviceName: 'default/plat-dev:port',
    nodes: [
      { host: '10.5.10.110', port: 5001, weight: 50 },
      { host: '10.5.10.111', port: 5001, weight: 50 },
    ],
    added: [{ host: '10.5.10.111', port: 5001, weight: 50 }],
    removed: [{ host: '10.5.10.109', port: 5001, weight: 50 }],
  });
});

describe('a connection that is lost', () => {
  test('and comes back is told on stderr, with what was missed', async () => {
    const cli = watch('default/plat-dev:port');
    await lines(cli, 1);
    await expect.poll(watches).toBeGreaterThan(0);
    playground.cutWatches();
    await expect.poll(() => cli.stderr, { timeout: 5_000 }).toContain('nothing missed');
    expect(cli.stderr.trimEnd().split('\n').map(withoutTime)).toEqual([
      `127.0.0.1:${playground.port}  watch lost: ${playground.url} broke off in the middle of an answer: the connection was closed`,
      expect.stringMatching(/^127\.0\.0\.1:\d+ {2}watching again from \d+, nothing missed$/),
    ]);
  });

  test('with its history gone, changes come from a new list and are counted', async () => {
    const cli = watch('default/plat-dev:port');
    await lines(cli, 1);
    await expect.poll(watches).toBeGreaterThan(0);
    playground.setFaults(['410-http:1']);
    playground.cutWatches();
    scale('plat-dev', '10.5.10.1');
    expect((await lines(cli, 2))[1]).toBe(
      'default/plat-dev:port  1 node   + 10.5.10.1:5001  - 10.5.10.109:5001  - 10.5.10.110:5001',
    );
    await expect.poll(() => cli.stderr, { timeout: 5_000 }).toMatch(/listed anew, 1 change caught up with, watching from \d+\n$/);
  });

  test('for a refusal is told once, however often it is tried again', async () => {
    playground.setFaults(['403-watch']);
    const cli = watch('default/plat-dev:port');
    await lines(cli, 1);
    await expect.poll(watches, { timeout: 5_000 }).toBeGreaterThan(1);
    expect(cli.stderr).toMatch(/^\d\d:\d\d:\d\d {2}\S+ {2}watch lost: .*cannot watch resource "endpoints".*\n$/);
  });
});

test('ends with 3 where no cluster can be listed at all', async () => {
  playground.setFaults(['401']);
  const { code, stdout, stderr } = await watch('default/plat-dev:port').end();
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain('refuses the token of client.token (401)');
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends it within a second, with %i and not a word', async (signal, expected) => {
  const cli = watch('default/plat-dev:port');
  await lines(cli, 1);
  const begun = performance.now();
  cli.interrupt(signal);
  const { code, stderr } = await cli.end();
  expect({ code, stderr }).toEqual({ code: expected, stderr: '' });
  expect(performance.now() - begun).toBeLessThan(1_000);
});

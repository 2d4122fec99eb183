import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFile } from '../../../src/cli/open-file.ts';
import { RunningCli } from '../../support/cli.ts';

const READY = 'kubernetes discovery not ready';
const TWICE = 'duplicate id value';
const UNKNOWN_ID = 'id not exist';
const UNCHOSEN = 'failed to set upstream: discovery server need appoint';

let directory: string;
let log: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'k8s-disco-follow-'));
  log = join(directory, 'error.log');
  writeFileSync(log, `${READY}\n`);
});
afterEach(() => rmSync(directory, { recursive: true }));

/** The texts of symptoms in the order in which they stand, each as often as it does. */
function told(running: RunningCli): readonly string[] {
  return running.stdout.split('\n').filter((line) => [READY, TWICE, UNKNOWN_ID, UNCHOSEN].includes(line));
}

/** The first run loads the command, which may take seconds on a busy machine. */
async function until(running: RunningCli, expected: readonly string[]): Promise<void> {
  await expect.poll(() => told(running), { timeout: 10_000 }).toEqual(expected);
}

test('a growing file is told as it grows, whatever happens to its name; Ctrl-C ends it with a summary', async () => {
  const running = new RunningCli(['explain', '--follow', log]);
  await until(running, [READY]);
  appendFileSync(log, `${READY}\nx\n${TWICE}\n`);
  await until(running, [READY, TWICE]);

  appendFileSync(log, `${READY}\n`);
  renameSync(log, `${log}.1`);
  appendFileSync(`${log}.1`, `${READY}\n`);
  writeFileSync(log, `${UNKNOWN_ID}\n${'x\n'.repeat(100)}`);
  await until(running, [READY, TWICE, UNKNOWN_ID]);

  truncateSync(log);
  appendFileSync(log, `${UNCHOSEN}\n`);
  await until(running, [READY, TWICE, UNKNOWN_ID, UNCHOSEN]);
  const interrupted = performance.now();
  running.interrupt();
  const { code, stdout, stderr } = await running.end();
  expect(performance.now() - interrupted).toBeLessThan(1000);
  expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
  const summary = stdout.split('\n').slice(-10);
  expect(summary).toEqual([
    READY,
    '  4 times, line 1',
    TWICE,
    '  once, line 4',
    UNKNOWN_ID,
    '  once, line 1',
    UNCHOSEN,
    '  once, line 1',
    '4 kinds of line explained, 101 lines of other modules left alone',
    '',
  ]);
});

test('as JSON the report comes at the end', async () => {
  let opened = 0;
  const host = {
    openFile: (path: string) => {
      opened++;
      return openFile(path);
    },
  };
  const running = new RunningCli(['explain', '--follow', '-o', 'json', log], { host });
  // The second time it looks whether the name still leads to the same file.
  await expect.poll(() => opened).toBeGreaterThan(1);
  running.interrupt();
  const { code, stdout } = await running.end();
  expect(code).toBe(130);
  expect(JSON.parse(stdout)).toMatchObject({ symptoms: [{ text: READY, count: 1 }], unknown: 0 });
});

test('a directory that takes the name of the file ends it, and what was read is told', async () => {
  const running = new RunningCli(['explain', '--follow', log]);
  await until(running, [READY]);
  rmSync(log);
  mkdirSync(log);
  expect(await running.end()).toMatchObject({ code: 2, stderr: `✖ ${log}: cannot read the log: it is a directory\n` });
  expect(running.stdout).toContain('  once, line 1\n1 kind of line explained\n');
});

test('a file that may not be opened is wrong usage', async () => {
  const openFile = () => Promise.reject(Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }));
  const running = new RunningCli(['explain', '--follow', log], { host: { openFile } });
  expect(await running.end()).toMatchObject({ code: 2, stderr: `✖ ${log}: cannot read the log: permission denied\n` });
});

test('of stdin each kind of line is told when it comes, and all at its end', async () => {
  const running = new RunningCli(['explain', '--follow', '-'], { stdin: `${READY}\n${READY}\n` });
  expect(await running.end()).toMatchObject({ code: 0, stderr: '' });
  expect(told(running)).toEqual([READY, READY]);
  expect(running.stdout).toContain('  2 times, line 1\n1 kind of line explained\n');
});

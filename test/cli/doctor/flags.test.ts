import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli } from '../../support/cli.ts';

describe('what can be said before anything is read', () => {
  test.each([
    ['--check tokn-accepted', '--check "tokn-accepted" is no check', 'Did you mean token-accepted?'],
    ['--check token-accepted,token-lsts', '--check "token-lsts" is no check', 'Did you mean token-lasts?'],
    ['--category tokens', '--category "tokens" is unknown', 'It takes config, environment,'],
    ['--fail-on error', '--fail-on "error" is unknown', 'It takes fail, warn, unknown, never.'],
    ['-o yaml', '--output "yaml" is unknown', 'It takes text, short, json, junit, sarif, github.'],
    [
      '--pre default/plat-dev:port',
      '--pre is for the time before the account of the gateway, and a NAME',
      'leave one of them out',
    ],
    ['--pre --control-api http://127.0.0.1:9090', '--pre is for the time before', 'and --control-api for the time after'],
    ['--pre --measure-idle', '--pre is for the time before', 'and --measure-idle for the time after'],
    ['--wait 30s --measure-idle', '--wait asks again and again, and --measure-idle waits by itself', 'leave one of them out'],
    ['--wait soon', '--wait "soon" is not a duration', 'write 500ms, 30s or 2m'],
    ['--config nowhere.yaml', "nowhere.yaml: cannot read the gateway's config: no such file", ''],
    ['--config src', "src: cannot read the gateway's config: it is a directory", ''],
    ['--routes nowhere.yaml', 'nowhere.yaml: ', ''],
    ['--kubeconfig nowhere', 'nowhere: cannot read the kubeconfig: no such file', ''],
    ['--context nope', '--context "nope" is no context of the kubeconfig', 'There is none at /nonexistent/.kube/config'],
    ['--bundle=', '--bundle names no file', 'is the variable set that it comes from?'],
    ['--bundle nowhere/out.tgz', 'nowhere/out.tgz: cannot write there', 'no such file'],
  ])('%s', async (flags, message, hint) => {
    const { code, stdout, stderr } = await cli(['doctor', ...flags.split(' ')]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const said = stderr.replaceAll(/\s+/g, ' ');
    expect(said).toContain(message);
    expect(said).toContain(hint);
  });

  test('an empty NAME', async () => {
    const { code, stderr } = await cli(['doctor', '']);
    expect(code).toBe(2);
    expect(stderr).toContain('a NAME is empty');
  });
});

test('a file that is no text is wrong usage', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'k8s-disco-doctor-')), 'config.yaml');
  writeFileSync(path, Uint8Array.of(0x50, 0, 1, 2));
  for (const [flag, what] of [
    ['--config', "the gateway's config"],
    ['--routes', 'the routes'],
  ] as const) {
    const { code, stdout, stderr } = await cli(['doctor', flag, path]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`${path}:1:1: cannot read ${what}: this file is binary, not text`);
    expect(stderr).not.toContain('Leave it out');
  }
});

test('where no API server is known nothing is checked, and it ends with 3', async () => {
  const { code, stdout } = await cli(['doctor']);
  expect(code).toBe(3);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    '? Nothing could be checked: no API server to ask: no kubeconfig at /nonexistent/.kube/config (E10).',
  );
});

test('a run that came to no answer ends with 3', async () => {
  const { code, stdout } = await cli(['doctor', '--check', 'control-api-answers']);
  expect(code).toBe(3);
  expect(stdout).toContain('\n? Nothing could be checked.\n');
});

test('a file where a NAME is due is wrong usage, as a flag was forgotten before it', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'k8s-disco-doctor-')), 'config.yaml');
  writeFileSync(path, '');
  const { code, stdout, stderr } = await cli(['doctor', path]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`${path} is a file, and a NAME is a service_name`);
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`give it as --config ${path} or --routes ${path}`);
});

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';

// The steps of action.yml as GitHub's runner would start them: bash with these variables, in the workspace of the one who uses it.

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly run: string; readonly env?: Readonly<Record<string, string>> }[];
  };
}

const action = parse(readFileSync('action.yml', 'utf8')) as Action;
const workspace = mkdtempSync(join(tmpdir(), 'k8s-disco-action-'));

beforeAll(() => {
  const config =
    'discovery:\n  kubernetes:\n    service:\n      host: 10.1.0.5\n      port: 6443\n    client:\n      token_file: /t\n';
  writeFileSync(join(workspace, 'config.yaml'), config);
});
afterAll(() => rmSync(workspace, { recursive: true }));

/** Runs the step that lints, with the inputs of a workflow. */
async function lint(inputs: Readonly<Record<string, string>>): Promise<{ readonly code: number; readonly stdout: string }> {
  const step = action.runs.steps.at(-1);
  if (step?.env === undefined) throw new Error('action.yml has no last step with an environment');
  const values = Object.entries(step.env).map(([name, expression]) => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1];
    const value = input === undefined ? resolve('.') : (inputs[input] ?? action.inputs[input]?.default ?? '');
    return [name, value] as const;
  });
  const script = join(workspace, 'step.sh');
  writeFileSync(script, step.run);
  return new Promise((done) => {
    const child = execFile(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', script],
      { cwd: workspace, env: { PATH: process.env['PATH'], ...Object.fromEntries(values) } },
      (_error, stdout) => done({ code: child.exitCode ?? -1, stdout }),
    );
  });
}

test('the action annotates the line to edit and fails the step', async () => {
  const { code, stdout } = await lint({ paths: 'config.yaml' });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^::error file=config\.yaml,line=5,endLine=5,col=13,endColumn=17,title=C01 /m);
});

test.each([{}, { paths: ' \n' }])('with inputs %j it lints the whole repository', async (inputs) => {
  const { code, stdout } = await lint(inputs);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^::error file=config\.yaml,/m);
});

test('its inputs are words of the command line, never commands', async () => {
  writeFileSync(join(workspace, 'unharmed'), '');
  const { code } = await lint({ paths: '$(rm unharmed) `rm unharmed` ; rm unharmed', 'fail-on': 'never' });
  expect(code).toBe(2);
  expect(readFileSync(join(workspace, 'unharmed'), 'utf8')).toBe('');
});

test('a report may go to a file, and releases may be several', async () => {
  const { code, stdout } = await lint({
    paths: 'config.yaml',
    format: 'sarif',
    'output-file': 'lint.sarif',
    'fail-on': 'never',
    'gateway-version': '3.9.0 3.18.0',
  });
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(JSON.parse(readFileSync(join(workspace, 'lint.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
});

test('what its inputs leave open stands in .k8s-disco.yaml', async () => {
  const settings = join(workspace, '.k8s-disco.yaml');
  writeFileSync(settings, 'failOn: never\ngatewayVersions: ["3.9.0"]\n');
  const { code, stdout } = await lint({ paths: 'config.yaml', format: 'json' });
  rmSync(settings);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ files: [{ accepted: { '3.9.0': false } }] });
});

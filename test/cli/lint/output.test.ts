import { expect, test } from 'vitest';
import { CLEAN, REFUSED, workspace } from './workspace.ts';

const { lint, read, write } = workspace({ 'refused.yaml': REFUSED });

const ANNOTATION =
  '::error file=refused.yaml,line=5,endLine=5,col=13,endColumn=17,title=C01 A port that is no text::discovery.kubernetes.service.port is the number 6443, but must be a port from 1 to 65535 written as text, or ${VAR}%0AWrite port: "6443"\n';

test('-o github annotates, and adds to the summary of the step', async () => {
  write('summary.md', 'Of a step before.\n');
  const { code, stdout } = await lint('-o github refused.yaml', { env: { GITHUB_STEP_SUMMARY: 'summary.md' } });
  expect({ code, stdout }).toEqual({ code: 1, stdout: ANNOTATION });
  expect(read('summary.md')).toMatch(/^Of a step before\.\n### k8s-disco lint\n\n1 file · 1 error, 0 warnings · /);
});

test('-o github annotates also where there is no summary to add to', async () => {
  expect(await lint('-o github refused.yaml')).toEqual({ code: 1, stdout: ANNOTATION, stderr: '' });
});

test('no other format writes a summary', async () => {
  await lint('-o sarif refused.yaml', { env: { GITHUB_STEP_SUMMARY: 'summary.md' } });
  expect(() => read('summary.md')).toThrow('ENOENT');
});

test('a summary that cannot be written ends with 2, and the annotations are there', async () => {
  const { code, stdout, stderr } = await lint('-o github refused.yaml', { env: { GITHUB_STEP_SUMMARY: 'gone/summary.md' } });
  expect({ code, stdout }).toEqual({ code: 2, stdout: ANNOTATION });
  expect(stderr).toBe('✖ gone/summary.md: cannot write the summary of the step: no such file\n');
});

test.each([
  ['UTF-16', Buffer.from('\uFEFFa: 1', 'utf16le'), 'This file is UTF-16, not UTF-8'],
  [
    'of another encoding',
    Buffer.from('a: 1\nb: \xff', 'latin1'),
    'This file is not UTF-8: the byte here belongs to another encoding',
  ],
  ['without end', new Uint8Array(10 * 1024 * 1024 + 1), 'This file is larger than 10 MiB, which no config is'],
])('standard input %s is L03, as in a file', async (_what, stdin, message) => {
  const { code, stdout } = await lint('-o json -', { stdin });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ files: [{ path: '-', findings: [{ id: 'L03', severity: 'error', message }] }] });
});

test('standard input is named - or what --stdin-filename says', async () => {
  expect((await lint('-o short -', { stdin: REFUSED })).stdout).toMatch(/^-:5:13: error C01 /);
  const { stdout } = await lint('-o short - --stdin-filename conf/config.yaml', { stdin: `\uFEFF${REFUSED}` });
  expect(stdout).toMatch(/^conf\/config\.yaml:5:13: error C01 /);
});

test.each(['short', 'json', 'sarif', 'github', 'gitlab'])(
  '-o %s leaves it to stderr to say which files hold nothing to lint',
  async (output) => {
    const { code, stderr } = await lint(`-o ${output} --stdin-filename notes.yaml -`, { stdin: 'a: 1\n' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'notes.yaml: nothing to lint (YAML without anything of the gateway)\n' });
  },
);

const UNSET = CLEAN.replace('api.example.com', '${{HOST}}');

test.each([
  [
    'is not decided where it may be set',
    '-',
    '? - not decided for APISIX 3.18.0: ${{HOST}} is not set here (-E FILE says what',
    0,
  ],
  [
    "is an error where this environment is the gateway's",
    '--check-env -',
    '✖ - rejected by APISIX 3.18.0 1 error, 0 warnings',
    1,
  ],
])('a config with a variable that is not set %s', async (_, words, verdict, code) => {
  const result = await lint(words, { stdin: UNSET });
  expect(result.stdout.replaceAll(/\s+/g, ' ')).toContain(verdict);
  expect(result.code).toBe(code);
  expect(JSON.parse((await lint(`-o json ${words}`, { stdin: UNSET })).stdout)).toMatchObject({
    files: [{ accepted: { '3.18.0': false } }],
  });
});

test('what the Admin API answered is not rejected for the times that it wrote into it', async () => {
  const upstream = {
    key: '/apisix/upstreams/1',
    value: { type: 'roundrobin', nodes: { 'a:1': 1 }, create_time: 1, update_time: 2 },
  };
  const { stdout } = await lint('-', { stdin: JSON.stringify(upstream) });
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
    /^✔ - 1 object, accepted by the Admin API of APISIX 3\.18\.0 apart from create_time and update_time \d infos? \(see -v\) $/,
  );
});

test('files and standard input make one report', async () => {
  const { code, stdout } = await lint('refused.yaml -', { stdin: CLEAN });
  expect(code).toBe(1);
  expect(stdout).toMatch(/\n✖ 2 files {3}1 rejected {3}1 error, 0 warnings/);
});

test('on a terminal there is colour, and none with NO_COLOR or on a pipe', async () => {
  expect((await lint('refused.yaml', { columns: 80 })).stdout).toContain('\u001b[31merror\u001b[39m');
  expect((await lint('refused.yaml', { columns: 80, env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b');
  expect((await lint('refused.yaml')).stdout).not.toContain('\u001b');
});

test('every release is judged with --gateway-version all', async () => {
  const { stdout } = await lint('-o json --gateway-version all refused.yaml');
  const report = JSON.parse(stdout) as { readonly files: readonly [{ readonly accepted: Readonly<Record<string, boolean>> }] };
  const releases = Object.keys(report.files[0].accepted);
  expect([releases[0], releases.at(-1), releases.length]).toEqual(['2.13.0', '3.18.0', new Set(releases).size]);
});

test.each<[what: string, columns: number | undefined, comments: number, progress: boolean]>([
  ['a large file on a terminal', 80, 20_000, true],
  ['a small file on a terminal', 80, 1, false],
  ['a large file on a pipe', undefined, 20_000, false],
])('progress is for what takes long, on a terminal: %s', async (_what, columns, comments, progress) => {
  write('config.yaml', `${CLEAN}${'# a comment\n'.repeat(comments)}`);
  const { code, stderr } = await lint('config.yaml', columns === undefined ? {} : { columns });
  expect(code).toBe(0);
  expect(stderr.includes('linting 1 file')).toBe(progress);
});

import { describe, expect, test } from 'vitest';
import { nodeFiles } from '../../../src/cli/node-files.ts';
import { LINT_OUTPUTS } from '../../../src/cli/lint/flags.ts';
import { CLEAN, REFUSED, WARNED, workspace } from './workspace.ts';

const { lint, path, write } = workspace({
  'clean.yaml': CLEAN,
  'warned.yaml': WARNED,
  'refused.yaml': REFUSED,
  'notes.yaml': 'a: 1\n',
  'binary.yaml': 'a\u0000b\n',
});

describe.each(LINT_OUTPUTS)('with -o %s the exit code is', (output) => {
  test.each([
    [0, 'clean.yaml'],
    [0, 'warned.yaml'],
    [0, 'notes.yaml'],
    [1, 'refused.yaml'],
    [1, 'clean.yaml refused.yaml'],
    [1, 'binary.yaml'],
    [1, '--fail-on warning warned.yaml'],
    [0, '--fail-on warning clean.yaml'],
    [0, '--fail-on never refused.yaml'],
    [0, '--ignore c01 refused.yaml'],
    [1, '--fix-dry-run refused.yaml'],
    [2, 'gone.yaml'],
    [2, '*.toml'],
    [2, '--env-file gone.env clean.yaml'],
    [2, '--baseline gone.json clean.yaml'],
    [2, '--settings gone.yaml clean.yaml'],
  ])('%d for %s', async (code, words) => {
    expect((await lint(`-o ${output} ${words}`)).code).toBe(code);
  });

  test.each(['.', 'locked.yaml refused.yaml', '--fail-on never .', '--ignore L03 .', '--write-baseline known.json .'])(
    '2 for %s where a file cannot be read',
    async (words) => {
      write('locked.yaml', CLEAN);
      const denied = Object.assign(new Error('EACCES'), { code: 'EACCES' });
      const files = nodeFiles(path(''));
      const read: typeof files.read = (name, options) =>
        name === 'locked.yaml' ? Promise.reject(denied) : files.read(name, options);
      const { code, stdout } = await lint(`-o ${output} ${words}`, { host: { files: { ...files, read } } });
      expect(code).toBe(2);
      expect(stdout).toContain('refused.yaml');
    },
  );
});

describe('wrong usage ends with 2', () => {
  test.each([
    ['', "✖ missing required argument 'PATH' See k8s-disco lint --help"],
    ['-o yaml clean.yaml', '✖ --output "yaml" is unknown. It takes text, short, json, sarif, github, junit, gitlab.'],
    ['--fail-on fatal clean.yaml', '✖ --fail-on "fatal" is unknown. It takes error, warning, never.'],
    ['--gateway-version 1.0.0 clean.yaml', '✖ --gateway-version: APISIX 1.0.0 has no Kubernetes discovery: it came with 2.13.0'],
    ['--ignore C99 clean.yaml', '✖ "C99" is no id of a rule Did you mean C09, C19 or C29? See k8s-disco rules'],
    ['--fix --fix-dry-run clean.yaml', '✖ --fix and --fix-dry-run exclude each other'],
    ['--fix -', '✖ --fix writes files, and standard input is none use --fix-dry-run, or name the file'],
    ['--fix --write-baseline b.json clean.yaml', '✖ --write-baseline goes with neither --fix nor --fix-dry-run'],
    ['--fix-dry-run --write-baseline b.json clean.yaml', '✖ --write-baseline goes with neither --fix nor --fix-dry-run'],
    [
      '--check-env --env-file a.env clean.yaml',
      '✖ --env-file gives the environment that --check-env would take from here leave one of them out',
    ],
    [
      '--stdin-filename a.yaml clean.yaml',
      '✖ --stdin-filename names standard input, and no PATH is - add - to the paths, or leave --stdin-filename out',
    ],
    ['- -f -', '✖ standard input can be read once only'],
  ])('%s', async (words, message) => {
    const { code, stdout, stderr } = await lint(words);
    expect({ code, stdout, stderr: stderr.replaceAll(/\s+/g, ' ').trim() }).toEqual({ code: 2, stdout: '', stderr: message });
  });
});

import { describe, expect, test } from 'vitest';
import { CLEAN, REFUSED, WARNED, workspace } from './workspace.ts';

const { lint, path, read, write } = workspace({ 'conf/refused.yaml': REFUSED, 'warned.yaml': WARNED });

/** What is left of a run, as short lines. */
async function linted(words: string): Promise<string> {
  const { code, stdout, stderr } = await lint(`-o short ${words}`);
  return [...stdout.split('\n').map((line) => line.split(' ').slice(0, 3).join(' ')), `${stderr}ends with ${code}`].join('\n');
}

const C01 = 'conf/refused.yaml:5:13: error C01\n';
const C37 = 'warned.yaml:9:5: warning C37\n';

describe('.k8s-disco.yaml', () => {
  test('counts where flags say nothing', async () => {
    write('.k8s-disco.yaml', 'failOn: warning\nexclude: [conf]\n');
    expect(await linted('.')).toBe(`${C37}\nends with 1`);
    expect(await linted('--fail-on never .')).toBe(`${C37}\nends with 0`);
  });

  test('leaves out what is named, too, and says so', async () => {
    write('.k8s-disco.yaml', 'exclude: [conf]\n');
    expect(await linted('conf/refused.yaml warned.yaml')).toBe(
      `${C37}\nconf/refused.yaml: left out by exclude in the settings\nends with 0`,
    );
    expect(await linted('conf')).toBe('\nnothing to lint: exclude in the settings leaves no file\nends with 0');
  });

  test('names the releases and the severities', async () => {
    write('.k8s-disco.yaml', 'gatewayVersions: ["3.9.1"]\nseverities: {C37: error, C01: "off"}\n');
    const { code, stdout } = await lint('-o json .');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [
        { path: 'conf/refused.yaml', accepted: { '3.9.1': false }, findings: [] },
        { path: 'warned.yaml', accepted: { '3.9.1': true }, findings: [{ id: 'C37', severity: 'error' }] },
      ],
    });
  });

  test('is not read with --no-settings, and another with --settings', async () => {
    write('.k8s-disco.yaml', 'ignore: [C01, C37]\n');
    write('ci.yaml', 'ignore: [C37]\n');
    expect(await linted('conf warned.yaml')).toBe('\nends with 0');
    expect(await linted('--no-settings conf warned.yaml')).toBe(`${C01}${C37}\nends with 1`);
    expect(await linted('--settings ci.yaml conf warned.yaml')).toBe(`${C01}\nends with 1`);
  });

  test('is named on stderr with -v', async () => {
    write('.k8s-disco.yaml', 'ignore: [C37]\n');
    expect((await lint('-v warned.yaml')).stderr).toBe('settings of the linter: .k8s-disco.yaml\n');
    expect((await lint('-v warned.yaml', { cwd: 'conf' })).stderr).toContain('settings of the linter: ../.k8s-disco.yaml\n');
    expect((await lint('-v --no-settings warned.yaml')).stderr).toBe('');
  });

  test('that is malformed ends the run, with the place', async () => {
    write('.k8s-disco.yaml', 'failOn: fatal\n');
    const { code, stderr } = await lint('warned.yaml');
    expect({ code, stderr: stderr.replaceAll(/\s+/g, ' ').trim() }).toEqual({
      code: 2,
      stderr: '✖ .k8s-disco.yaml:1:9: "fatal" is no value of failOn It may be error, warning, never',
    });
  });
});

describe('a baseline', () => {
  test('hides what is known, and nothing else', async () => {
    expect(await lint('-o short --write-baseline known.json conf')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^conf\/refused\.yaml:5:13: error C01 /),
      stderr: '1 finding written to known.json\n',
    });
    expect(await linted('--baseline known.json conf warned.yaml')).toBe(`${C37}\nends with 0`);
  });

  test('knows a file whatever the working directory, and however it is named', async () => {
    await lint('--write-baseline conf/known.json conf');
    expect(JSON.parse(read('conf/known.json'))).toMatchObject({ entries: [{ path: 'refused.yaml', id: 'C01' }] });
    expect(await linted('--baseline conf/known.json ./conf/refused.yaml')).toBe('\nends with 0');
    expect(await linted(`--baseline conf/known.json ${path('conf')}`)).toBe('\nends with 0');
    const { code } = await lint('--baseline known.json .', { cwd: 'conf' });
    expect(code).toBe(0);
  });

  test('is no input itself, and neither are settings', async () => {
    await lint('--write-baseline known.json .');
    write('ci.yaml', 'baseline: known.json\n');
    const { stdout } = await lint('-o json --settings ci.yaml .');
    const { files } = JSON.parse(stdout) as { readonly files: readonly { readonly path: string }[] };
    expect(files.map((file) => file.path)).toEqual(['conf/refused.yaml', 'warned.yaml']);
  });

  test('is written with all findings of today, also those that it hid', async () => {
    await lint('--write-baseline known.json conf');
    await lint('--baseline known.json --write-baseline known.json conf warned.yaml');
    expect(await linted('--baseline known.json conf warned.yaml')).toBe('\nends with 0');
  });

  test('need not be there when it is written', async () => {
    write('.k8s-disco.yaml', 'baseline: known.json\n');
    expect((await lint('warned.yaml')).code).toBe(2);
    expect((await lint('--write-baseline known.json warned.yaml')).code).toBe(0);
    expect(await linted('warned.yaml')).toBe('\nends with 0');
  });

  test('is written without what is gone', async () => {
    await lint('--write-baseline known.json conf warned.yaml');
    write('conf/refused.yaml', CLEAN);
    write('.k8s-disco.yaml', 'baseline: known.json\n');
    expect(await linted('conf warned.yaml')).toMatch(/^known\.json:\d+:\d+: warning L02\n\nends with 0$/);
    await lint('--write-baseline known.json conf warned.yaml');
    expect(await linted('conf warned.yaml')).toBe('\nends with 0');
    expect(JSON.parse(read('known.json'))).toMatchObject({ entries: [{ id: 'C37', count: 1 }] });
  });
});

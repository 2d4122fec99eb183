import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { parseSettings } from '../../src/lint/settings.ts';
import { cli } from '../support/cli.ts';

// The examples of docs/lint.md that are no commands: what they name exists.

const page = readFileSync('docs/lint.md', 'utf8');

/** The block of YAML that holds a text. Throws where there is none. */
function exampleWith(text: string): string {
  const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const found = blocks.find((block) => block.includes(text));
  if (found === undefined) throw new Error(`docs/lint.md has no example with ${text}`);
  return found;
}

test('the settings are some', () => {
  const { releases, ...settings } = parseSettings(exampleWith('gatewayVersions'), '.k8s-disco.yaml');
  expect(releases?.map(({ version }) => version)).toEqual(['3.9.1', '3.18.0']);
  expect(settings).toEqual({
    ignore: new Set(['C23', 'C24']),
    severities: new Map([['C22', 'error']]),
    failOn: 'warning',
    exclude: ['vendor', 'charts/**/templates'],
    baseline: 'lint-baseline.json',
  });
});

test('the action has the inputs of the workflow, and its version is the next', () => {
  const action = parse(readFileSync('action.yml', 'utf8')) as { readonly inputs: object };
  const [step] = parse(exampleWith('uses:')) as [{ readonly uses: string; readonly with: object }];
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
  expect(step.uses).toMatch(new RegExp(`@v${packageJson.version}$`));
});

test('the hook of pre-commit exists, and its version is the next', () => {
  const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as readonly { readonly id: string }[];
  const [repository] = parse(exampleWith('hooks:')) as [
    { readonly rev: string; readonly hooks: readonly { readonly id: string }[] },
  ];
  expect(repository.rev).toBe(`v${packageJson.version}`);
  expect(hooks.map(({ id }) => id)).toEqual(repository.hooks.map(({ id }) => id));
});

test('the job of GitLab writes a report', async () => {
  const { lint } = parse(exampleWith('codequality')) as { readonly lint: { readonly script: string } };
  const words =
    /^npx k8s-disco (.*) > codequality\.json$/.exec(lint.script)?.[1]?.replace('conf', 'docs/schema').split(' ') ?? [];
  expect(await cli(words)).toMatchObject({ code: 0, stdout: '[]\n' });
});

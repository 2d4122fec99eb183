import { describe, expect, test } from 'vitest';
import { excluder } from '../../../src/lint/settings/exclude.ts';

const PATHS = [
  'config.yaml',
  'charts/a/values.yaml',
  'deploy/charts/b.yaml',
  'deploy/old.example.yaml',
  '.github/x.yaml',
  '../up.yaml',
];

describe('a pattern leaves out', () => {
  test.each([
    ['charts', ['charts/a/values.yaml', 'deploy/charts/b.yaml']],
    ['charts/', ['charts/a/values.yaml', 'deploy/charts/b.yaml']],
    ['/charts', ['charts/a/values.yaml']],
    ['./charts/**', ['charts/a/values.yaml']],
    ['**/charts', ['charts/a/values.yaml', 'deploy/charts/b.yaml']],
    ['deploy/**/*.yaml', ['deploy/charts/b.yaml', 'deploy/old.example.yaml']],
    ['*.example.yaml', ['deploy/old.example.yaml']],
    ['{config,b}.yaml', ['config.yaml', 'deploy/charts/b.yaml']],
    ['.github', ['.github/x.yaml']],
    [
      '*',
      ['config.yaml', 'charts/a/values.yaml', 'deploy/charts/b.yaml', 'deploy/old.example.yaml', '.github/x.yaml', '../up.yaml'],
    ],
    ['values', []],
    ['charts/a/values.yaml/*', []],
    ['charts/**/**/values.yaml/**', []],
  ])('%s: %j', (pattern, left) => {
    expect(PATHS.filter(excluder([pattern], '.k8s-disco.yaml'))).toEqual(left);
  });

  test('paths from the settings file on', () => {
    expect(PATHS.filter((path) => excluder(['repo/charts'], '../.k8s-disco.yaml')(`repo/${path}`))).toEqual([]);
    expect(['a.yaml', '../charts/a.yaml'].filter(excluder(['/charts'], '../.k8s-disco.yaml'))).toEqual(['../charts/a.yaml']);
  });

  test('nothing, where there is none', () => {
    expect(PATHS.filter(excluder([], '.k8s-disco.yaml'))).toEqual([]);
  });
});

test('a pattern may try many ways to share the directories of a path', () => {
  const excludes = excluder([`${'**/a/'.repeat(40)}x`], '.k8s-disco.yaml');
  expect([`${'a/'.repeat(80)}y`, `${'a/'.repeat(80)}x`].filter(excludes)).toEqual([`${'a/'.repeat(80)}x`]);
});

test('braces stand for a thousand patterns at most', () => {
  expect(() => excluder([`${'{a,b}'.repeat(26)}.yaml`], '.k8s-disco.yaml')).toThrow(
    'a pattern with braces stands for more than 1000 others',
  );
});

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

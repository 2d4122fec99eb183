import { describe, expect, test } from 'vitest';
import { releaseOf } from '../../src/apisix/release.ts';
import { UserError } from '../../src/findings/user-error.ts';
import { parseSettings } from '../../src/lint/settings.ts';
import type { LintSettings } from '../../src/lint/settings.ts';

const NOTHING: LintSettings = {
  releases: undefined,
  ignore: new Set(),
  severities: new Map(),
  failOn: undefined,
  exclude: [],
  baseline: undefined,
};

/** Releases by their versions, which is what tells them apart. */
function parsed(text: string, path = '.k8s-disco.yaml'): unknown {
  const settings = parseSettings(text, path);
  return { ...settings, releases: settings.releases?.map(({ version }) => version) };
}

describe('settings', () => {
  test.each(['', '# nothing yet\n', '{}', 'ignore:\nseverities: ~\n', 'ignore: []\nseverities: {}\n', '---\n---\n'])(
    '%j asks for nothing',
    (text) => {
      expect(parsed(text)).toEqual(NOTHING);
    },
  );

  test('take every key', () => {
    const text = `gatewayVersions: [3.18.0, 3.9.1, 3.18.0]
ignore: [C24, t07]
severities:
  c19: error
  C23: off
failOn: warning
exclude: [charts/**, "*.example.yaml"]
baseline: lint/baseline.json
`;
    expect(parsed(text, '../.k8s-disco.yaml')).toEqual({
      releases: ['3.9.1', '3.18.0'],
      ignore: new Set(['C24', 'T07', 'C23']),
      severities: new Map([['C19', 'error']]),
      failOn: 'warning',
      exclude: ['charts/**', '*.example.yaml'],
      baseline: '../lint/baseline.json',
    });
  });

  test('know the word for all releases', () => {
    expect(parseSettings('gatewayVersions: all', 'a').releases?.[0]?.version).toBe(releaseOf('2.13.0').version);
  });

  test('leave an absolute path alone', () => {
    expect(parseSettings('baseline: /etc/baseline.json', 'a/b').baseline).toBe('/etc/baseline.json');
  });

  test.each([
    ['- a\n', '1:1 the file takes a map of gatewayVersions, ignore, severities, failOn, exclude, baseline'],
    [
      'ignored: [C24]\n',
      '1:1 "ignored" is no key | Did you mean ignore? It may be gatewayVersions, ignore, severities, failOn, exclude, baseline',
    ],
    ['ignore: C24\n', '1:9 ignore takes a list'],
    ['ignore:\n  - C24\n  - d19\n', '3:5 "d19" is no value of ignore[1] | Did you mean C19? See k8s-disco rules'],
    ['severities: {C24: off, C01: fatal}\n', '1:29 "fatal" is no value of severities.C01 | It may be error, warning, info, off'],
    ['severities:\n  C240: off\n', '2:3 "C240" is no key | Did you mean C20? See k8s-disco rules'],
    ['failOn: warnings\n', '1:9 "warnings" is no value of failOn | Did you mean warning? It may be error, warning, never'],
    ['failOn: true\n', '1:9 failOn takes text'],
    ['exclude: [a, 1]\n', '1:14 exclude[1] takes text'],
    ['baseline: ""\n', '1:11 baseline takes text'],
    ['gatewayVersions: []\n', '1:18 gatewayVersions takes at least one release'],
    ['gatewayVersions: {}\n', '1:18 gatewayVersions takes at least one release'],
    ['severities: [C01]\n', '1:13 severities takes a map'],
    ['null: 1\n', '1:1 a key is text'],
    [
      '# ours\n---\nignore: []\n---\nignore: [C24]\n',
      '5:1 this file takes one YAML document, and here is another | Remove the --- above',
    ],
    ['gatewayVersions: [3.10]\n', '1:19 "3.10" is not a release of APISIX: write X.Y.Z, such as 3.18.0'],
    [
      'gatewayVersions: [all]\n',
      '1:19 "all" is not a release of APISIX: write X.Y.Z, such as 3.18.0 | Write gatewayVersions: all',
    ],
    ['gatewayVersions: [2.12.0]\n', '1:19 APISIX 2.12.0 has no Kubernetes discovery: it came with 2.13.0'],
    ['ignore: []\nignore: []\n', '2:1 this key stands here a second time | Remove one of them'],
    [
      'ignore: [C24\n',
      '1:9 Cannot read YAML: a quote, a comma, a colon or a closing bracket is missing | Quotes and brackets come in pairs, and "key: value" has a blank after its colon',
    ],
  ])('%j is refused', (text, complaint) => {
    expect(complaintOf(() => parseSettings(text, '.k8s-disco.yaml'))).toBe(`.k8s-disco.yaml:${complaint}`);
  });
});

function complaintOf(run: () => unknown): string {
  try {
    run();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { place, message, hint } = error;
    return `${place?.path}:${place?.line}:${place?.column} ${message}${hint === undefined ? '' : ` | ${hint}`}`;
  }
}

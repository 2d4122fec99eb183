import { describe, expect, test } from 'vitest';
import { EXPLANATIONS } from '../../../src/findings/explanations/index.ts';
import { doctorSarif } from '../../../src/report/doctor/sarif.ts';
import { sarifErrors } from '../../support/sarif-schema.ts';
import { EVERYTHING, HOSTILE, about, options, refused, reportOf, result, warned } from './made-report.ts';

/** What the tests look at of a log; the schema says that it is there. */
interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly help: object }[] } };
      readonly results: readonly object[];
    },
  ];
}

function runOf(report: Parameters<typeof doctorSarif>[0]): Log['runs'][0] {
  // As the schema finds it to be, below.
  return (JSON.parse(doctorSarif(report, options)) as Log).runs[0];
}

test('failures and warnings are results, at their place or else at their check', () => {
  expect(runOf(EVERYTHING).results).toEqual([
    {
      ruleId: 'T11',
      ruleIndex: 1,
      level: 'error',
      message: {
        text: `Its Secret default/apisix-discovery-token is gone. So the API server refuses it.
401 Unauthorized
TokenReview: Token has been invalidated
mend: k8s-disco setup-rbac --namespace default --name apisix-discovery --context prod-eu-west-1-admin`,
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'prod/token-accepted', uriBaseId: '%SRCROOT%' },
            region: { startLine: 1 },
          },
          logicalLocations: [{ name: 'token-accepted', fullyQualifiedName: 'prod/token-accepted' }],
        },
      ],
    },
    {
      ruleId: 'C24',
      ruleIndex: 0,
      level: 'warning',
      message: { text: 'default_weight is 0. No node is used.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'config.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 6, startColumn: 5 },
          },
          logicalLocations: [{ name: 'config-works', fullyQualifiedName: 'config-works' }],
        },
      ],
    },
  ]);
});

test('each result has a file and a line, without which GitHub takes none of them', () => {
  const { results } = runOf(
    reportOf([refused(), refused({ cluster: 'https://10.1.0.5:6443' }), { ...warned, place: { path: 'a.yaml' } }]),
  );
  // As the schema finds them to be, below.
  const locations = results.map(
    (one) => (one as { readonly locations: readonly { readonly physicalLocation: object }[] }).locations,
  );
  expect(locations.map(([location]) => location?.physicalLocation)).toEqual(
    ['prod/token-accepted', 'https%3A/10.1.0.5%3A6443/token-accepted', 'a.yaml'].map((uri) => ({
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region: { startLine: 1 },
    })),
  );
});

test('rules are the ids that a check may name, and those that were named', () => {
  const { rules } = runOf(EVERYTHING).tool.driver;
  expect(rules.map(({ id }) => id)).toEqual(['C24', 'T11', 'N01']);
  const { why, mend } = EXPLANATIONS.N01 ?? {};
  expect(rules[2]).toEqual({
    id: 'N01',
    shortDescription: { text: 'Connection refused' },
    fullDescription: { text: why },
    help: {
      text: `${why}\n\nMend: ${mend}\n\nTold by docs/checks.md#token-accepted`,
      markdown: `${why}\n\n**Mend:** ${mend}\n\nTold by docs/checks.md#token-accepted`,
    },
  });
});

describe('the schema of SARIF 2.1.0 takes', () => {
  test.each([
    ['everything', EVERYTHING, [about]],
    ['what a cluster may put into it', HOSTILE, [about]],
    ['places without a column, and without a line', reportOf([warned, { ...warned, place: { path: '/etc/x.yaml' } }]), []],
    ['a report without results', reportOf([result()]), [about]],
    ['a report of nothing', reportOf([]), []],
  ])('%s', (_, report, checks) => {
    expect(sarifErrors(JSON.parse(doctorSarif(report, { ...options, checks })))).toBeNull();
  });

  test('nothing else: it refuses a level that does not exist', () => {
    const log = doctorSarif(reportOf([refused()]), options).replaceAll('"error"', '"fatal"');
    expect(sarifErrors(JSON.parse(log))).not.toBeNull();
  });
});

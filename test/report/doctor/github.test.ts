import { describe, expect, test } from 'vitest';
import { doctorGithubSummary } from '../../../src/report/doctor/github-summary.ts';
import { doctorGithub } from '../../../src/report/doctor/github.ts';
import { EVERYTHING, HOSTILE, options, refused, reportOf, result, unclear, warned } from './made-report.ts';

describe('annotations', () => {
  test('come worst first, at the file where one is at fault', () => {
    expect(doctorGithub(EVERYTHING, options))
      .toBe(`::error title=T11 The Secret of the token is gone::Its Secret default/apisix-discovery-token is gone. So the API server refuses it.%0A401 Unauthorized%0ATokenReview: Token has been invalidated%0Amend: k8s-disco setup-rbac --namespace default --name apisix-discovery --context prod-eu-west-1-admin
::warning file=config.yaml,line=6,col=5,title=C24 default_weight%3A 0 takes every node out of use::default_weight is 0. No node is used.
::notice title=The API server accepts the token::The user may not make TokenReviews
`);
  });

  test('are at most ten of a level, and the last line says how many there are', () => {
    const checks = [refused(), warned, unclear].flatMap((one) => Array.from({ length: 12 }, () => one));
    const lines = doctorGithub(reportOf(checks), options).trimEnd().split('\n');
    const levels = lines.map((line) => line.slice(2, line.indexOf(' ')));
    expect(levels).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning'), ...Array(10).fill('notice')]);
    expect(lines.at(-1)).toBe('::notice title=k8s-disco::7 more answers, see the summary of the step');
  });

  test('cannot be forged by a cluster', () => {
    expect(doctorGithub(HOSTILE, options).match(/^::/gm)).toHaveLength(1);
  });

  test('are none where nothing is wrong', () => {
    expect(doctorGithub(reportOf([result()]), options)).toBe('');
  });
});

describe('the summary of a step', () => {
  test('has the verdict, the counts and what is not well', () => {
    expect(doctorGithubSummary(EVERYTHING, options.checks)).toBe(`### k8s-disco doctor

**Discovery cannot work: Its Secret default/apisix-discovery-token is gone (T11).**

APISIX 3.18.0, the newest known · 1 failed, 1 warning, 1 unknown, 2 passed, 4 skipped in 0.8 s

| outcome | check | id | |
|---|---|---|---|
| fail | token-accepted (prod) | T11 | Its Secret default/apisix-discovery-token is gone. So the API server refuses it. |
| warn | config-works | C24 | default_weight is 0. No node is used. |
| unknown | token-accepted (prod) |  | The API server accepts the token. The user may not make TokenReviews |
`);
  });

  test('is short where nothing is wrong', () => {
    expect(doctorGithubSummary(reportOf([result()]), options.checks)).toBe(`### k8s-disco doctor

**No fault was found in identity.**

APISIX 3.18.0, the newest known · 1 passed in 0.8 s
`);
  });

  test('has two hundred rows at most, and says how many more there are', () => {
    const lines = doctorGithubSummary(reportOf(Array.from({ length: 203 }, () => refused())), options.checks)
      .trimEnd()
      .split('\n');
    expect(lines.filter((line) => line.startsWith('| fail '))).toHaveLength(200);
    expect(lines.at(-1)).toBe('3 more answers.');
  });

  test('cannot be marked up by a cluster', () => {
    expect(doctorGithubSummary(HOSTILE, options.checks)).toContain(
      '| fail | token-accepted (a\\|b/\\`x\\`) | T11 | says "\\\\u001b\\[2J\\]\\]\\>". value "\\\\u001b\\[2J\\]\\]\\> is \\<wrong\\> \\& "bad" |',
    );
  });
});

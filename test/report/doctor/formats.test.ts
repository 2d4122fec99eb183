import { describe, expect, test } from 'vitest';
import { DOCTOR_OUTPUTS } from '../../../src/cli/doctor/flags.ts';
import { DOCTOR_FORMATS } from '../../../src/report/doctor/formats.ts';
import { doctorJson } from '../../../src/report/doctor/json.ts';
import { doctorShort } from '../../../src/report/doctor/short.ts';
import { EVERYTHING, HOSTILE, dev, options, page, prod, refused, reportOf, result, unclear } from './made-report.ts';

test('every output has its format', () => {
  expect(Object.keys(DOCTOR_FORMATS)).toEqual(DOCTOR_OUTPUTS);
});

describe.each(Object.entries(DOCTOR_FORMATS))('%s', (_, format) => {
  test('is the same for the same report, whatever the page', () => {
    const wide = { ...options, page: { ...page, columns: 500 } };
    expect(format(EVERYTHING, options)).toBe(format(EVERYTHING, options));
    if (format !== DOCTOR_FORMATS.text) expect(format(EVERYTHING, wide)).toBe(format(EVERYTHING, options));
  });

  test('holds no control character that a file or a cluster brought', () => {
    for (const report of [EVERYTHING, HOSTILE]) expect(format(report, options)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe('short', () => {
  test('has the versions, what is not well, and the counts', () => {
    expect(doctorShort(EVERYTHING, options)).toBe(`k8s-disco 0.1.0; APISIX 3.18.0, the newest known; Kubernetes 1.36
fail token-accepted T11: Its Secret default/apisix-discovery-token is gone. So the API server refuses it.
  mend: k8s-disco setup-rbac --namespace default --name apisix-discovery --context prod-eu-west-1-admin
warn config-works C24: config.yaml:6:5: default_weight is 0. No node is used.
unknown token-accepted: The API server accepts the token. The user may not make TokenReviews
Discovery cannot work: Its Secret default/apisix-discovery-token is gone (T11).
1 failed, 1 warning, 1 unknown, 2 passed, 4 skipped in 0.8 s
`);
  });

  test('says that all is well, and of what was given', () => {
    const report = reportOf([result({ id: 'list-complete', category: 'discovery' })]);
    expect(doctorShort(report, { ...options, given: ['--config', '--no-dial', '2 names'] }))
      .toBe(`k8s-disco 0.1.0; APISIX 3.18.0, the newest known; Kubernetes 1.36
given: --config, --no-dial, 2 names
Discovery works.
1 passed in 0.8 s
`);
  });

  test('says of which cluster, where there are several', () => {
    const report = reportOf([refused({ cluster: 'dev' })], { clusters: [prod, dev] });
    expect(doctorShort(report, options))
      .toBe(`k8s-disco 0.1.0; APISIX 3.18.0, the newest known; Kubernetes 1.36 in prod; Kubernetes of an unknown version in dev
fail token-accepted T11 in dev: Its Secret default/apisix-discovery-token is gone. So the API server refuses it.
  mend: k8s-disco setup-rbac --namespace default --name apisix-discovery --context prod-eu-west-1-admin
Discovery cannot work in dev: Its Secret default/apisix-discovery-token is gone (T11).
1 failed, 0 passed in 0.8 s
`);
  });
});

test.each(['short', 'github'] as const)('%s says which name has none, and of which cluster', (name) => {
  const title = 'default/cms:http has no nodes';
  const report = reportOf([refused({ title, cluster: 'dev' })], { clusters: [prod, dev] });
  const text = DOCTOR_FORMATS[name](report, options);
  expect(text).toContain(title);
  expect(text).toContain(' in dev');
});

test('json has everything, and nothing that is not there', () => {
  const report = reportOf([result(), refused({ place: { path: 'config.yaml', line: 6 } }), unclear], {
    clusters: [prod, dev],
  });
  expect(JSON.parse(doctorJson(report, options))).toEqual({
    apiVersion: 'k8s-disco/v1',
    kind: 'DoctorReport',
    gatewayVersion: '3.18.0',
    gatewayVersionFrom: 'newest',
    clusters: [
      { name: 'prod', server: 'https://10.1.0.5:6443', kubernetes: '1.36' },
      { name: 'dev', server: 'https://10.2.0.5:6443' },
    ],
    checks: [
      {
        id: 'token-accepted',
        category: 'identity',
        title: 'The API server accepts the token',
        outcome: 'pass',
        evidence: [],
        cluster: 'prod',
        docs: 'docs/checks.md#token-accepted',
      },
      {
        id: 'token-accepted',
        category: 'identity',
        title: 'The API server accepts the token',
        outcome: 'fail',
        evidence: ['401 Unauthorized', 'TokenReview: Token has been invalidated'],
        cause: { id: 'T11', message: 'Its Secret default/apisix-discovery-token is gone. So the API server refuses it.' },
        mend: 'k8s-disco setup-rbac --namespace default --name apisix-discovery --context prod-eu-west-1-admin',
        place: { path: 'config.yaml', line: 6 },
        cluster: 'prod',
        docs: 'docs/checks.md#token-accepted',
      },
      {
        id: 'token-accepted',
        category: 'identity',
        title: 'The API server accepts the token',
        outcome: 'unknown',
        evidence: ['The user may not make TokenReviews'],
        cluster: 'prod',
        docs: 'docs/checks.md#token-accepted',
      },
    ],
    verdict: 'fail',
    message: 'Discovery cannot work in prod: Its Secret default/apisix-discovery-token is gone (T11).',
    milliseconds: 812,
  });
});

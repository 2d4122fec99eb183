import type { CheckAbout } from '../../../src/doctor/check.ts';
import type { CheckResult, DoctorReport } from '../../../src/doctor/report.ts';
import type { DoctorFormatOptions } from '../../../src/report/doctor/format.ts';
import { createStyle } from '../../../src/terminal/style.ts';
import { symbolsFor } from '../../../src/terminal/symbols.ts';

export const page = { columns: 80, style: createStyle(0), symbols: symbolsFor({ utf8: true }) };

/** What is known of the one check that the tests of formats have. */
export const about: CheckAbout = {
  name: 'token-accepted',
  category: 'identity',
  title: 'The API server accepts the token',
  reads: 'SelfSubjectReview',
  causes: ['N01', 'T11'],
  needs: [],
};

export const options: DoctorFormatOptions = {
  page,
  version: '0.1.0',
  verbose: false,
  failOn: 'fail',
  given: [],
  checks: [about],
};

/** A yes of `token-accepted`, with what a test says otherwise. */
export function result(other: Partial<CheckResult> = {}): CheckResult {
  const { name: id, category, title } = about;
  return { id, category, title, outcome: 'pass', evidence: [], cluster: 'prod', ...other };
}

/** Its no. */
export function refused(other: Partial<CheckResult> = {}): CheckResult {
  return result({
    outcome: 'fail',
    evidence: ['401 Unauthorized', 'TokenReview: Token has been invalidated'],
    cause: { id: 'T11', message: 'Its Secret default/apisix-discovery-token is gone. So the API server refuses it.' },
    mend: 'k8s-disco setup-rbac --namespace default --name apisix-discovery --context prod-eu-west-1-admin',
    ...other,
  });
}

/** A warning about a file, which no cluster is asked for. */
export const warned: CheckResult = {
  id: 'config-works',
  category: 'config',
  title: 'config.yaml has nothing that works other than it seems',
  outcome: 'warn',
  evidence: [],
  cause: { id: 'C24', message: 'default_weight is 0. No node is used.' },
  place: { path: 'config.yaml', line: 6, column: 5 },
};

export const unclear = result({ outcome: 'unknown', evidence: ['The user may not make TokenReviews'] });

/** Checks that were not made, so many for a reason. */
export function skipped(count: number, other: Partial<CheckResult> = {}): readonly CheckResult[] {
  const evidence = ['Not before the API server accepts the token'];
  return Array.from({ length: count }, (_, at) =>
    result({ id: `may-${at}`, category: 'permission', title: `Right ${at}`, outcome: 'skip', evidence, ...other }),
  );
}

export const prod = { name: 'prod', server: 'https://10.1.0.5:6443', kubernetes: '1.36' };
export const dev = { name: 'dev', server: 'https://10.2.0.5:6443', kubernetes: undefined };

export function reportOf(checks: readonly CheckResult[], other: Partial<DoctorReport> = {}): DoctorReport {
  return { gatewayVersion: '3.18.0', gatewayVersionFrom: 'newest', clusters: [prod], checks, milliseconds: 812, ...other };
}

/** Everything that a report may hold. */
export const EVERYTHING = reportOf([
  {
    ...result({ id: 'config-accepted', category: 'config', title: 'config.yaml is accepted by APISIX 3.18.0' }),
    evidence: ['3 keys'],
  },
  warned,
  result({ id: 'api-server-answers', category: 'connection', title: '10.1.0.5:6443 answers (4 ms)' }),
  refused(),
  unclear,
  ...skipped(2),
  ...skipped(1, { category: 'discovery', title: 'Endpoints can be listed' }),
  ...skipped(1, { category: 'gateway', title: 'The control API answers', evidence: ['No --control-api was given'] }),
]);

/** What a file or a cluster may put into a report. */
export const HOSTILE = reportOf([
  refused({
    cluster: 'a|b/`x`',
    title: 'says "\u001b[2J]]>"',
    evidence: ['::error::x%0A | `a` <b>\u0000服务'],
    cause: { id: 'T11', message: 'value "\u001b[2J]]> is <wrong> & "bad"' },
    mend: 'k8s-disco\r\n::error::',
    place: { path: './a|b,c:d.yaml', line: 1 },
  }),
]);

import { describe, expect, test } from 'vitest';
import { doctorText } from '../../../src/report/doctor/text.ts';
import { createStyle } from '../../../src/terminal/style.ts';
import { symbolsFor } from '../../../src/terminal/symbols.ts';
import { EVERYTHING, HOSTILE, dev, options, page, prod, refused, reportOf, result, skipped, warned } from './made-report.ts';

test('the answers stand under their categories, what was skipped in one line a reason, the verdict last', () => {
  expect(doctorText(EVERYTHING, options)).toBe(`APISIX 3.18.0, the newest known
prod (https://10.1.0.5:6443), Kubernetes 1.36

config
✔ config.yaml is accepted by APISIX 3.18.0
⚠ config.yaml has nothing that works other than it seems                     C24
    config.yaml:6:5: default_weight is 0. No node is used.
connection
✔ 10.1.0.5:6443 answers (4 ms)
identity
✖ The API server accepts the token                                           T11
    Its Secret default/apisix-discovery-token is gone. So the API server refuses
    it.
    401 Unauthorized
    TokenReview: Token has been invalidated
    mend: k8s-disco setup-rbac --namespace default --name apisix-discovery --context prod-eu-west-1-admin
? The API server accepts the token
    The user may not make TokenReviews
skipped
– 3 checks: not before the API server accepts the token
– 1 check: no --control-api was given

Learn more: k8s-disco explain C24 T11

✖ Discovery cannot work: Its Secret default/apisix-discovery-token is gone
    (T11).
  1 failed, 1 warning, 1 unknown, 2 passed, 4 skipped in 0.8 s
`);
});

test('with -v also what proves a yes, what was skipped one by one, and where to read more', () => {
  expect(doctorText(EVERYTHING, { ...options, verbose: true })).toBe(`APISIX 3.18.0, the newest known
prod (https://10.1.0.5:6443), Kubernetes 1.36

config
✔ config.yaml is accepted by APISIX 3.18.0
    3 keys
⚠ config.yaml has nothing that works other than it seems                     C24
    config.yaml:6:5: default_weight is 0. No node is used.
    docs/checks.md#config-works
connection
✔ 10.1.0.5:6443 answers (4 ms)
identity
✖ The API server accepts the token                                           T11
    Its Secret default/apisix-discovery-token is gone. So the API server refuses
    it.
    401 Unauthorized
    TokenReview: Token has been invalidated
    docs/checks.md#token-accepted
    mend: k8s-disco setup-rbac --namespace default --name apisix-discovery --context prod-eu-west-1-admin
? The API server accepts the token
    The user may not make TokenReviews
    docs/checks.md#token-accepted
permission
– Right 0
    Not before the API server accepts the token
– Right 1
    Not before the API server accepts the token
discovery
– Endpoints can be listed
    Not before the API server accepts the token
gateway
– The control API answers
    No --control-api was given

Learn more: k8s-disco explain C24 T11

✖ Discovery cannot work: Its Secret default/apisix-discovery-token is gone
    (T11).
  1 failed, 1 warning, 1 unknown, 2 passed, 4 skipped in 0.8 s
`);
});

test('several clusters have a block each, between what comes before them and what is learnt of all', () => {
  const listed = { id: 'may-list', category: 'permission', title: 'It may list' } as const;
  const { cluster: _, ...name } = result({ id: 'names-resolve', category: 'services', title: 'default/cms:http has 3 nodes' });
  const report = reportOf(
    [warned, result(), refused({ cluster: 'dev' }), result(listed), ...skipped(1, { cluster: 'dev' }), name],
    { clusters: [prod, dev], gatewayVersion: '3.9.1', gatewayVersionFrom: 'flag', milliseconds: 75_000 },
  );
  expect(doctorText(report, options)).toBe(`APISIX 3.9.1, by --gateway-version

config
⚠ config.yaml has nothing that works other than it seems                     C24
    config.yaml:6:5: default_weight is 0. No node is used.

prod (https://10.1.0.5:6443), Kubernetes 1.36
identity
✔ The API server accepts the token
permission
✔ It may list

dev (https://10.2.0.5:6443)
identity
✖ The API server accepts the token                                           T11
    Its Secret default/apisix-discovery-token is gone. So the API server refuses
    it.
    401 Unauthorized
    TokenReview: Token has been invalidated
    mend: k8s-disco setup-rbac --namespace default --name apisix-discovery --context prod-eu-west-1-admin
skipped
– 1 check: not before the API server accepts the token

All clusters together
services
✔ default/cms:http has 3 nodes

Learn more: k8s-disco explain C24 T11

✖ Discovery cannot work in dev: Its Secret default/apisix-discovery-token is
    gone (T11).
  1 failed, 1 warning, 3 passed, 1 skipped in 75 s
`);
});

test('where nothing is wrong it is short', () => {
  const report = reportOf([result(), result({ id: 'lists', category: 'discovery', title: '214 Endpoints are listed' })], {
    gatewayVersionFrom: 'control-api',
  });
  expect(doctorText(report, options)).toBe(`APISIX 3.18.0, as its control API says
prod (https://10.1.0.5:6443), Kubernetes 1.36

identity
✔ The API server accepts the token
discovery
✔ 214 Endpoints are listed

✔ Discovery works.
  2 passed in 0.8 s
`);
});

test('without a cluster none is named', () => {
  const report = reportOf(skipped(3, { evidence: ['No API server is known to ask'] }), { clusters: [], milliseconds: 3 });
  expect(doctorText(report, options)).toBe(`APISIX 3.18.0, the newest known

skipped
– 3 checks: no API server is known to ask

? Nothing could be checked.
  0 passed, 3 skipped in 0.0 s
`);
});

test('reasons that concern one check each are counted, where there are more than two', () => {
  const reasons = ['This is no pod', 'No NAME was given', 'It takes two clusters', 'Not asked'];
  const single = reasons.flatMap((why) => skipped(1, { evidence: [why] }));
  const text = doctorText(reportOf([...single, ...skipped(2)]), options);
  expect(text).toContain(`skipped
– 2 checks: not before the API server accepts the token
– 4 checks: each for a reason of its own, which -v tells
`);
});

test('each answer has its mend, though it be that of the next', () => {
  const mend = 'k8s-disco setup-rbac';
  const text = doctorText(reportOf([refused({ mend }), refused({ mend }), refused()]), options);
  expect(text.match(/mend: .*/g)).toEqual([`mend: ${mend}`, `mend: ${mend}`, `mend: ${refused().mend}`]);
});

test('advice is broken into lines, other than what is to be pasted', () => {
  const mend = 'restart the gateway once the token is renewed, and have it read the file that it stands in';
  expect(doctorText(reportOf([refused({ mend })]), options)).toContain(`
    do: restart the gateway once the token is renewed, and have it read the file
    that it stands in
`);
});

test('where there are more ids than one may want to read about, it says so', () => {
  const ids = ['S01', 'S02', 'S03', 'S04', 'S05', 'S06', 'S07'] as const;
  const checks = ids.map((id) => refused({ cause: { id, message: 'It has none.' } }));
  const [learn] = /^Learn more.*$/m.exec(doctorText(reportOf(checks), options)) ?? [];
  expect(learn).toBe('Learn more of the first 6 of 7 ids: k8s-disco explain S01 S02 S03 S04 S05 S06');
});

test('a name that is wider than the page stays beside its symbol', () => {
  const title = `${'very-long-'.repeat(5)}name has no nodes`;
  const text = doctorText(reportOf([refused({ title })]), { ...options, page: { ...page, columns: 45 } });
  expect(text).toContain(`✖ ${'very-long-'.repeat(5)}name  T11\n    has no nodes\n`);
});

test('the counts are broken below themselves', () => {
  const text = doctorText(EVERYTHING, { ...options, page: { ...page, columns: 45 } });
  expect(text).toContain('\n  1 failed, 1 warning, 1 unknown, 2 passed, 4\n  skipped in 0.8 s\n');
});

test('a narrow page breaks everything but what is to be pasted', () => {
  const text = doctorText(EVERYTHING, { ...options, page: { ...page, columns: 40 } });
  const wide = text.split('\n').filter((line) => line.length > 40);
  expect(wide).toEqual([`    mend: ${refused().mend}`]);
});

test('a wide page is used up to a hundred columns', () => {
  const lines = doctorText(EVERYTHING, { ...options, page: { ...page, columns: 200 } }).split('\n');
  expect(lines.filter((line) => line.endsWith('  T11')).map(({ length }) => length)).toEqual([100]);
});

describe('what is shown without UTF-8 and with colours', () => {
  test('ASCII symbols', () => {
    const text = doctorText(EVERYTHING, { ...options, page: { ...page, symbols: symbolsFor({ utf8: false }) } });
    expect(text).toMatch(/^[\n -~]*$/);
    expect(text).toContain('\nFAIL Discovery cannot work');
  });

  test('red, yellow and green symbols, dim evidence, bold headings', () => {
    const text = doctorText(EVERYTHING, { ...options, page: { ...page, style: createStyle(1) } });
    for (const part of [
      '\u001b[1midentity\u001b[22m\n\u001b[31m✖\u001b[39m The API',
      '\u001b[33m⚠\u001b[39m',
      '\u001b[32m✔\u001b[39m',
      '\u001b[2m    401 Unauthorized\u001b[22m',
      '\n\n\u001b[31m✖\u001b[39m Discovery cannot work',
    ]) {
      expect(text).toContain(part);
    }
  });
});

test('no control character of a cluster or a file reaches the terminal', () => {
  expect(doctorText(HOSTILE, options)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

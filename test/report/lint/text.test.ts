import { describe, expect, test } from 'vitest';
import { RELEASES } from '../../../src/apisix/release.ts';
import { lintText } from '../../../src/report/lint/text.ts';
import { createStyle } from '../../../src/terminal/style.ts';
import { symbolsFor } from '../../../src/terminal/symbols.ts';
import { HOSTILE, documentOf, finding, options, page, reportOf } from './made-report.ts';

const fix = { description: 'Quote the port', isSecret: false, edits: [] };
const port = finding({ message: 'port must be a quoted string. YAML makes a number of it.', hint: 'port: "6443"', fix });
const weight = finding({
  id: 'C24',
  severity: 'warning',
  message: 'default_weight: 0 takes every node out of use',
  position: { line: 6, column: 5 },
  end: { line: 6, column: 22 },
  hint: 'Leave the key out, or write a weight above 0 that fits the weights of the other upstreams beside it.',
});
const bad = documentOf({ accepted: { '3.18.0': false }, findings: [port, weight] });
/** {@link bad} as text. */
const BAD = `config.yaml:5:13  error  port must be a quoted string.                       C01
    3 |     service:
    4 |       host: 10.1.0.5
    5 |       port: 6443
      |             ^^^^ YAML makes a number of it.
    fix: port: "6443"

config.yaml:6:5  warning  default_weight: 0 takes every node out of use      C24
    4 |       host: 10.1.0.5
    5 |       port: 6443
    6 |     default_weight: 0
      |     ^^^^^^^^^^^^^^^^^
    mend: Leave the key out, or write a weight above 0 that fits the weights of
    the other upstreams beside it.

✖ config.yaml   rejected by APISIX 3.18.0   1 error, 1 warning
    (1 fixable with --fix)
`;

const other = documentOf({
  path: 'values.yaml',
  kind: 'other',
  content: 'nothing',
  accepted: null,
  title: 'YAML list',
});
const adc = documentOf({ path: 'adc.yaml', kind: 'adc', accepted: null, title: 'ADC file' });

test('a finding has its place, its id, the lines around it and its mend; the verdict comes last', () => {
  expect(lintText(reportOf([bad]), options)).toBe(BAD);
});

test('where the locale has no UTF-8, there is ASCII alone', () => {
  const cut = documentOf({
    ...bad,
    findings: [{ ...port, message: 'service_name "aaa…" is too long', hint: 'host: …' }, weight],
  });
  const text = lintText(reportOf([cut, other, adc]), { ...options, page: { ...page, symbols: symbolsFor({ utf8: false }) } });
  expect(text).toMatch(/^[\n -~]*$/);
  expect(text.split('\n').slice(-7).join('\n')).toBe(`
skip values.yaml   nothing to lint (YAML list)
ok adc.yaml   nothing found

FAIL 3 files   1 rejected   nothing to lint in 1   1 error, 1 warning
    (1 fixable with --fix)
`);
});

test('a file without findings is one line, and several files have a sum', () => {
  const clean = documentOf({ path: 'a.yaml' });
  expect(lintText(reportOf([clean, adc, other]), options)).toBe(`✔ a.yaml   accepted by APISIX 3.18.0
✔ adc.yaml   nothing found
– values.yaml   nothing to lint (YAML list)

✔ 3 files   nothing to lint in 1   nothing found
`);
});

test('findings stand between empty lines, between the files before and after', () => {
  expect(lintText(reportOf([documentOf({ path: 'a.yaml' }), bad, adc]), options)).toBe(`✔ a.yaml   accepted by APISIX 3.18.0

${BAD}
✔ adc.yaml   nothing found

✖ 3 files   1 rejected   1 error, 1 warning   (1 fixable with --fix)
`);
});

test('with nothing but unknown files, nothing passed', () => {
  expect(lintText(reportOf([other]), options)).toBe('– values.yaml   nothing to lint (YAML list)\n');
});

describe('a file in which nothing was judged does not pass', () => {
  const titled = (title: string, content: 'nothing' | 'unread' = 'nothing') =>
    documentOf({ path: 'f.yaml', kind: 'manifest', content, accepted: null, title });
  test.each([
    ['nothing to lint (Deployment web)', [titled('Deployment web')]],
    [
      'nothing to lint (Service a, Service b, Service c, 2 more)',
      ['a', 'b', 'c', 'd', 'a', 'e'].map((name) => titled(`Service ${name}`)),
    ],
    ['not linted: template of Helm', [titled('template of Helm', 'unread')]],
    ['nothing to lint (Service a, template of Helm)', [titled('Service a'), titled('template of Helm', 'unread')]],
  ])('%s', (text, documents) => {
    expect(lintText(reportOf(documents), options)).toBe(`– f.yaml   ${text}\n`);
  });

  test('but one does of which a document was', () => {
    const files = [titled('ConfigMap apisix'), documentOf({ path: 'f.yaml' })];
    expect(lintText(reportOf(files), options)).toBe('✔ f.yaml   accepted by APISIX 3.18.0\n');
  });
});

describe('a rejection without an error', () => {
  const rejected = documentOf({ accepted: { '3.18.0': false } });

  test('is known where findings are suppressed', () => {
    const files = [{ ...rejected, suppressed: 1200 }, documentOf({ path: 'b.yaml' })];
    expect(lintText(reportOf(files), options)).toBe(`⚠ config.yaml   rejected by APISIX 3.18.0, as known   1,200 suppressed
✔ b.yaml   accepted by APISIX 3.18.0

⚠ 2 files   1 rejected   1,200 suppressed
`);
  });

  test('is no failure where the settings make it a warning', () => {
    const text = lintText(reportOf([{ ...rejected, findings: [finding({ severity: 'warning' })] }]), options);
    expect(text).toContain('\n⚠ config.yaml   rejected by APISIX 3.18.0   0 errors, 1 warning\n');
  });
});

describe('what hangs on a variable that is not set here is not decided', () => {
  const undecided = documentOf({ accepted: { '3.18.0': false }, undecided: { '3.18.0': ['PORT'] } });

  test('neither accepted nor rejected', () => {
    expect(lintText(reportOf([undecided, documentOf({ path: 'b.yaml' })]), options)).toBe(`? config.yaml
    not decided for APISIX 3.18.0: \${{PORT}} is not set here (-E FILE says what
    the gateway has)
✔ b.yaml   accepted by APISIX 3.18.0

? 2 files   1 not decided
`);
  });

  test('of several variables, how many there are', () => {
    const several = { ...undecided, undecided: { '3.18.0': ['PORT', 'HOST'] } };
    expect(lintText(reportOf([several]), options)).toContain(': 2 variables are not set here');
  });

  test('for the releases that refuse it for nothing else', () => {
    const accepted = { '2.15.3': false, '3.0.0': false, '3.18.0': true };
    const some = documentOf({ accepted, undecided: { '3.0.0': ['PORT'] }, findings: [finding()] });
    const text = lintText(reportOf([some], { releases: Object.keys(accepted) }), options);
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      '✖ config.yaml accepted by APISIX 3.18.0, rejected by 2.15.3, not decided for 3.0.0: ${{PORT}} is not set here (-E',
    );
  });

  test('in the table', () => {
    const verdicts = <Value>(value: Value) => Object.fromEntries(RELEASES.map((release) => [release, value]));
    const every = { ...undecided, accepted: verdicts(false), undecided: verdicts(['PORT']) };
    expect(lintText(reportOf([every], { releases: RELEASES }), options)).toContain(`
FILE          2.13.0–3.18.0
config.yaml   ?
`);
  });
});

describe('a finding that only informs', () => {
  const report = reportOf([documentOf({ findings: [finding({ severity: 'info' })] })]);

  test('is counted', () => {
    expect(lintText(report, options)).toBe('✔ config.yaml   accepted by APISIX 3.18.0   1 info (see -v)\n');
  });

  test('is shown with -v, and what each document was taken for', () => {
    expect(lintText(report, { ...options, verbose: true }))
      .toBe(`config.yaml:5:13  info  port must be a quoted string.                        C01
    3 |     service:
    4 |       host: 10.1.0.5
    5 |       port: 6443
      |             ^^^^ YAML makes a number of it.

✔ config.yaml   accepted by APISIX 3.18.0   1 info
    config.yaml of the gateway
`);
  });
});

test('with -v each document of a file says what it is', () => {
  const parts = [documentOf(), documentOf({ document: 2, kind: 'other', accepted: null, title: 'nothing of\u001b discovery' })];
  expect(lintText(reportOf(parts), { ...options, verbose: true })).toBe(`✔ config.yaml   accepted by APISIX 3.18.0
    document 1: config.yaml of the gateway
    document 2: nothing of\\u001b discovery
`);
});

describe('with several releases', () => {
  const releases = ['2.15.2', '2.15.3', '3.0.0', '3.10.0', '3.18.0'];
  const accepted = { '2.15.2': false, '2.15.3': false, '3.0.0': true, '3.10.0': true, '3.18.0': true };
  const old = documentOf({ accepted, findings: [finding({ releases: ['2.15.2', '2.15.3'] })] });

  test('the verdict names them, neighbours as a range, and so does a finding that not all of them have', () => {
    expect(lintText(reportOf([old], { releases }), options))
      .toBe(`config.yaml:5:13  error  port must be a quoted string.                       C01
    3 |     service:
    4 |       host: 10.1.0.5
    5 |       port: 6443
      |             ^^^^ YAML makes a number of it.
    only with APISIX 2.15.2–2.15.3

✖ config.yaml
    accepted by APISIX 3.0.0, 3.10.0, 3.18.0, rejected by 2.15.2–2.15.3
    1 error, 0 warnings
`);
  });

  test('a finding that all of them have does not', () => {
    const report = reportOf([documentOf({ accepted, findings: [finding({ releases })] })], { releases });
    expect(lintText(report, options)).not.toContain('only with');
  });

  test('with all of them there is a table, too', () => {
    const all = (takes: (version: string) => boolean) => Object.fromEntries(RELEASES.map((one) => [one, takes(one)]));
    const files = [
      documentOf({ path: 'a.yaml', accepted: all((version) => !version.startsWith('2')) }),
      documentOf({ path: 'b/服务.yaml', accepted: all((version) => version !== '3.9.1') }),
      documentOf({ path: 'c.yaml', accepted: all(() => true) }),
      other,
    ];
    const report = reportOf(files, { releases: RELEASES });
    expect(lintText(report, options)).toBe(`⚠ a.yaml   accepted by APISIX 3.0.0–3.18.0, rejected by 2.13.0–2.15.3
⚠ b/服务.yaml
    accepted by APISIX 2.13.0–3.9.0, 3.10.0–3.18.0, rejected by 3.9.1
✔ c.yaml   accepted by APISIX 2.13.0–3.18.0
– values.yaml   nothing to lint (YAML list)

FILE          2.13.0–2.15.3   3.0.0–3.9.0   3.9.1   3.10.0–3.18.0
a.yaml        ✖               ✔             ✔       ✔
b/服务.yaml   ✔               ✔             ✖       ✔
c.yaml        ✔               ✔             ✔       ✔

⚠ 4 files   2 rejected   nothing to lint in 1
`);
    const narrow = lintText(report, { ...options, page: { ...page, columns: 40 } });
    expect(narrow.slice(narrow.indexOf('FILE'))).toBe(`FILE          2.13.0–2.15.3
a.yaml        ✖
b/服务.yaml   ✔
c.yaml        ✔

FILE          3.0.0–3.9.0   3.9.1
a.yaml        ✔             ✔
b/服务.yaml   ✔             ✖
c.yaml        ✔             ✔

FILE          3.10.0–3.18.0
a.yaml        ✔
b/服务.yaml   ✔
c.yaml        ✔

⚠ 4 files   2 rejected
    nothing to lint in 1
`);
  });
});

describe('of routes and upstreams', () => {
  const object = (verdict: boolean) => ({
    kind: 'upstreams' as const,
    id: undefined,
    accepted: { '3.18.0': verdict },
    admin: { '3.18.0': true },
    ownTimes: [],
  });
  const answered = { ...object(true), admin: { '3.18.0': false }, ownTimes: ['3.18.0'] };
  const objects = [object(true), object(false), object(true)];
  test.each([
    ['standalone', objects, '⚠ apisix.yaml   3 objects, 1 rejected by APISIX 3.18.0\n'],
    ['standalone', [object(true)], '✔ apisix.yaml   1 object, accepted by APISIX 3.18.0\n'],
    ['admin', objects, '✔ apisix.yaml   3 objects, accepted by the Admin API of APISIX 3.18.0\n'],
    ['adc', objects, '✔ apisix.yaml   3 objects, accepted by the Admin API of APISIX 3.18.0\n'],
    ['standalone', [answered], '✔ apisix.yaml   1 object, accepted by APISIX 3.18.0\n'],
    [
      'admin',
      [answered],
      '✔ apisix.yaml\n    1 object, accepted by the Admin API of APISIX 3.18.0 apart from create_time\n    and update_time\n',
    ],
  ] as const)('in a file of kind %s, %j are judged by whoever reads them', (kind, given, text) => {
    expect(lintText(reportOf([documentOf({ path: 'apisix.yaml', kind, accepted: null, objects: given })]), options)).toBe(text);
  });
});

test('on 40 columns only what cannot be broken is longer', () => {
  const narrow = { ...options, page: { ...page, columns: 40 } };
  const deep = documentOf({ path: 'deploy/production/my apisix/config.yaml', findings: [port] });
  expect(lintText(reportOf([bad, deep, other]), narrow)).toBe(`config.yaml:5:13  error  port must   C01
    be a quoted string.
    3 |     service:
    4 |       host: 10.1.0.5
    5 |       port: 6443
      |             ^^^^
        YAML makes a number of it.
    fix: port: "6443"

config.yaml:6:5  warning             C24
    default_weight: 0 takes every node
    out of use
    4 |       host: 10.1.0.5
    5 |       port: 6443
    6 |     default_weight: 0
      |     ^^^^^^^^^^^^^^^^^
    mend: Leave the key out, or write a
    weight above 0 that fits the weights
    of the other upstreams beside it.

✖ config.yaml
    rejected by APISIX 3.18.0
    1 error, 1 warning
    (1 fixable with --fix)

deploy/production/my apisix/config.yaml:5:13  error  C01
    port must be a quoted string.
    3 |     service:
    4 |       host: 10.1.0.5
    5 |       port: 6443
      |             ^^^^
        YAML makes a number of it.
    fix: port: "6443"

✖ deploy/production/my
    apisix/config.yaml
    accepted by APISIX 3.18.0
    1 error, 0 warnings
    (1 fixable with --fix)

– values.yaml
    nothing to lint (YAML list)

✖ 3 files   1 rejected
    nothing to lint in 1
    2 errors, 1 warning
    (2 fixable with --fix)
`);
});

test('a wide terminal has lines of 100 columns', () => {
  const [line] = lintText(reportOf([bad]), { ...options, page: { ...page, columns: 200 } }).split('\n');
  expect(line).toBe(`${'config.yaml:5:13  error  port must be a quoted string.'.padEnd(97)}C01`);
});

test('what a file holds cannot command the terminal', () => {
  expect(lintText(reportOf([HOSTILE]), options))
    .toBe(`./a|b,c:d/\`x\`%0A::.yaml:1:4  error  value "\\u001b[2J]]> ::error::x%0A | \`a\`  C01
    <b>\\u0000服务" is <wrong> & "bad"
    1 | k: "\\u001b[2J]]>"
      |    ^^^^^^^^^^^^^^
    mend: don't::\\u000d\\u000a

✖ ./a|b,c:d/\`x\`%0A::.yaml   rejected by APISIX 3.18.0   1 error, 0 warnings
`);
});

test('colour repeats what is said', () => {
  const coloured = { ...options, page: { ...page, style: createStyle(1) } };
  expect(lintText(reportOf([documentOf({ findings: [port] })]), coloured).replaceAll('\u001b', '^'))
    .toBe(`^[1mconfig.yaml:5:13^[22m  ^[31merror^[39m  port must be a quoted string.                       C01
^[2m    3 |     service:^[22m
^[2m    4 |       host: 10.1.0.5^[22m
^[2m    5 | ^[22m      port: 6443
^[2m      | ^[22m            ^[31m^^^^^[39m ^[31mYAML makes a number of it.^[39m
    fix: port: "6443"

^[31m✖^[39m config.yaml   accepted by APISIX 3.18.0   1 error, 0 warnings
    (1 fixable with --fix)
`);
});

import { describe, expect, test } from 'vitest';
import { lintJunit } from '../../../src/report/lint/junit.ts';
import { HOSTILE, documentOf, finding, options, reportOf } from './made-report.ts';

const warning = finding({ id: 'C24', severity: 'warning', message: 'no node is used' });

test('a file is a suite, a finding a test that fails, a clean document one that passes', () => {
  const files = [
    documentOf({ findings: [finding({ hint: 'port: "6443"' }), warning] }),
    documentOf({ document: 2, title: 'config.yaml of ConfigMap default/apisix (data["config.yaml"])' }),
    documentOf({ path: 'dep.yaml', kind: 'manifest', content: 'nothing', accepted: null, title: 'Deployment web' }),
  ];
  expect(lintJunit(reportOf(files), options)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="k8s-disco lint" tests="4" failures="1" skipped="1">
  <testsuite name="config.yaml" tests="3" failures="1" skipped="0">
    <testcase classname="config.yaml" name="C01 A port that is no text (5:13)" file="config.yaml" line="5">
      <failure type="error" message="port must be a quoted string. YAML makes a number of it.">config.yaml:5:13: port must be a quoted string. YAML makes a number of it.
port: &quot;6443&quot;</failure>
    </testcase>
    <testcase classname="config.yaml" name="C24 default_weight: 0 takes every node out of use (5:13)" file="config.yaml" line="5">
      <system-out>warning: config.yaml:5:13: no node is used</system-out>
    </testcase>
    <testcase classname="config.yaml" name="document 2: config.yaml of ConfigMap default/apisix (data[&quot;config.yaml&quot;])"/>
  </testsuite>
  <testsuite name="dep.yaml" tests="1" failures="0" skipped="1">
    <testcase classname="dep.yaml" name="document 1: Deployment web">
      <skipped message="nothing to lint (Deployment web)"/>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test('an object is no test beside the config that it carries', () => {
  const files = [
    documentOf({ kind: 'manifest', content: 'nothing', accepted: null, title: 'ConfigMap apisix' }),
    documentOf({ title: 'config.yaml of ConfigMap apisix (data["config.yaml"])', findings: [finding()] }),
  ];
  expect(lintJunit(reportOf(files), options)).toContain('<testsuites name="k8s-disco lint" tests="1" failures="1" skipped="0">');
});

describe('a test fails from the threshold on', () => {
  const report = reportOf([documentOf({ findings: [finding(), warning, finding({ severity: 'info' })] })]);
  test.each([
    ['error', ['error']],
    ['warning', ['error', 'warning']],
    ['never', []],
  ] as const)('%s', (failOn, failed) => {
    const text = lintJunit(report, { ...options, failOn });
    expect([...text.matchAll(/<failure type="(\w+)"/g)].map(([, type]) => type)).toEqual(failed);
    expect(text).toContain(`<testsuites name="k8s-disco lint" tests="3" failures="${failed.length}" skipped="0">`);
  });
});

test('without files there is an empty document', () => {
  expect(lintJunit(reportOf([]), options)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="k8s-disco lint" tests="0" failures="0" skipped="0">
</testsuites>
`);
});

test('what XML cannot hold is escaped', () => {
  expect(lintJunit(reportOf([HOSTILE]), options)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="k8s-disco lint" tests="1" failures="1" skipped="0">
  <testsuite name="./a|b,c:d/\`x\`%0A::.yaml" tests="1" failures="1" skipped="0">
    <testcase classname="./a|b,c:d/\`x\`%0A::.yaml" name="C01 A port that is no text (1:4)" file="./a|b,c:d/\`x\`%0A::.yaml" line="1">
      <failure type="error" message="value &quot;\\u001b[2J]]&gt; ::error::x%0A | \`a\` &lt;b&gt;\\u0000服务&quot; is &lt;wrong&gt; &amp; &quot;bad&quot;">./a|b,c:d/\`x\`%0A::.yaml:1:4: value &quot;\\u001b[2J]]&gt; ::error::x%0A | \`a\` &lt;b&gt;\\u0000服务&quot; is &lt;wrong&gt; &amp; &quot;bad&quot;
don&apos;t::\\u000d\\u000a</failure>
    </testcase>
  </testsuite>
</testsuites>
`);
  const lone = documentOf({ findings: [finding({ message: 'a\ud800\uffff\u{1f600}' })] });
  expect(lintJunit(reportOf([lone]), options)).toContain('message="a\\ud800\\uffff\u{1f600}"');
});

import { describe, expect, test } from 'vitest';
import { doctorJunit } from '../../../src/report/doctor/junit.ts';
import { EVERYTHING, HOSTILE, options, refused, reportOf } from './made-report.ts';

test('a category is a suite, an answer a test', () => {
  expect(doctorJunit(EVERYTHING, options)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="k8s-disco doctor" tests="9" failures="1" skipped="5">
  <testsuite name="config" tests="2" failures="0" skipped="0">
    <testcase classname="prod.config-accepted" name="config.yaml is accepted by APISIX 3.18.0"/>
    <testcase classname="config-works" name="config.yaml has nothing that works other than it seems" file="config.yaml" line="6">
      <system-out>warn: default_weight is 0. No node is used.</system-out>
    </testcase>
  </testsuite>
  <testsuite name="connection" tests="1" failures="0" skipped="0">
    <testcase classname="prod.api-server-answers" name="10.1.0.5:6443 answers (4 ms)"/>
  </testsuite>
  <testsuite name="identity" tests="2" failures="1" skipped="1">
    <testcase classname="prod.token-accepted" name="The API server accepts the token">
      <failure type="T11" message="Its Secret default/apisix-discovery-token is gone. So the API server refuses it.">Its Secret default/apisix-discovery-token is gone. So the API server refuses it.
401 Unauthorized
TokenReview: Token has been invalidated
mend: k8s-disco setup-rbac --namespace default --name apisix-discovery --context prod-eu-west-1-admin</failure>
    </testcase>
    <testcase classname="prod.token-accepted" name="The API server accepts the token">
      <skipped message="The user may not make TokenReviews"/>
    </testcase>
  </testsuite>
  <testsuite name="permission" tests="2" failures="0" skipped="2">
    <testcase classname="prod.may-0" name="Right 0">
      <skipped message="Not before the API server accepts the token"/>
    </testcase>
    <testcase classname="prod.may-1" name="Right 1">
      <skipped message="Not before the API server accepts the token"/>
    </testcase>
  </testsuite>
  <testsuite name="discovery" tests="1" failures="0" skipped="1">
    <testcase classname="prod.may-0" name="Endpoints can be listed">
      <skipped message="Not before the API server accepts the token"/>
    </testcase>
  </testsuite>
  <testsuite name="gateway" tests="1" failures="0" skipped="1">
    <testcase classname="prod.may-0" name="The control API answers">
      <skipped message="No --control-api was given"/>
    </testcase>
  </testsuite>
</testsuites>
`);
});

describe('a test fails from the threshold on', () => {
  test.each([
    ['fail', ['T11'], 5],
    ['warn', ['C24', 'T11'], 5],
    ['unknown', ['C24', 'T11', 'unknown'], 4],
    ['never', [], 5],
  ] as const)('%s', (failOn, failed, skipped) => {
    const text = doctorJunit(EVERYTHING, { ...options, failOn });
    expect([...text.matchAll(/<failure type="(\w+)"/g)].map(([, type]) => type)).toEqual(failed);
    expect(text).toContain(`<testsuites name="k8s-disco doctor" tests="9" failures="${failed.length}" skipped="${skipped}">`);
  });
});

test('what does not count is told all the same', () => {
  const text = doctorJunit(reportOf([refused()]), { ...options, failOn: 'never' });
  expect(text).toContain('<system-out>fail: Its Secret default/apisix-discovery-token is gone.');
});

test('what XML cannot hold is escaped', () => {
  expect(doctorJunit(HOSTILE, options)).toContain(
    '<failure type="T11" message="value &quot;\\u001b[2J]]&gt; is &lt;wrong&gt; &amp; &quot;bad&quot;">',
  );
});

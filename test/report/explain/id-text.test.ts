import { describe, expect, test } from 'vitest';
import { idText } from '../../../src/report/explain/id-text.ts';
import { symbolsFor } from '../../../src/terminal/symbols.ts';
import { about } from '../doctor/made-report.ts';
import { page, rule } from '../lint/made-report.ts';

const narrow = { ...page, columns: 40 };

describe('an id is explained', () => {
  test('by all that its rule says', () => {
    expect(idText({ id: 'C01', rules: [rule], checks: [] }, page)).toBe(`C01  A port that is no text

  The schema wants text, and YAML makes a number of \`6443\`. See <apisix>.

  mend: Put quotes around the port.

  severity: error, source: apisix/discovery/kubernetes/schema.lua 3.18.0

  fails: k8s-disco lint config.yaml
    port: 6443

  passes: PORT=6443 k8s-disco lint --gateway-version 3.14.0 config.yaml
  apisix.json
  config.yaml:
    port: "\${PORT}"
  apisix.json:
    {}
`);
  });

  test('by what stands behind it where only a cluster shows it', () => {
    expect(idText({ id: 'T14', rules: [rule], checks: [] }, page)).toBe(`T14  A Secret of another type, which never gets a token

  The token controller fills Secrets of type kubernetes.io/service-account-token
  alone, and the type of a Secret cannot be changed.

  mend: k8s-disco setup-rbac --recreate deletes the Secret and makes it anew.
`);
  });

  test('on a narrow page', () => {
    expect(
      idText({ id: 'C01', rules: [rule], checks: [] }, narrow)
        .split('\n')
        .slice(0, 12)
        .join('\n'),
    ).toBe(`C01  A port that is no text

  The schema wants text, and YAML makes
  a number of \`6443\`. See <apisix>.

  mend: Put quotes around the port.

  severity: error, source:
  apisix/discovery/kubernetes/schema.lua
  3.18.0

  fails: k8s-disco lint config.yaml`);
  });

  test('in ASCII, where there is no more', () => {
    const ascii = { ...page, symbols: symbolsFor({ utf8: false }) };
    const text = idText(
      { id: 'C01', rules: [{ ...rule, why: 'It logs "list failed … reason".', mend: 'Write {…}.' }], checks: [] },
      ascii,
    );
    expect(text).toContain('It logs "list failed ... reason".\n\n  mend: Write {...}.');
  });

  test('and by the checks that tell it', () => {
    const checks = ['port-answers', 'api-server-answers'].map((name) => ({ ...about, name }));
    expect(idText({ id: 'N01', rules: [rule], checks: [...checks, { ...about, causes: [] }] }, page))
      .toBe(`N01  Connection refused

  Nothing listens at this address and port, or a firewall says so.

  mend: API servers listen on 6443 or 443. Is it the right port, and is the
  server up?

  checks: port-answers, api-server-answers (k8s-disco doctor --check NAME)
`);
  });

  test('or by what tells it in their place', () => {
    const text = idText({ id: 'N20', rules: [rule], checks: [] }, page);
    expect(text).toContain('\n\n  Told by `setup-rbac --emit-config`, to which both addresses are given.\n');
  });
});

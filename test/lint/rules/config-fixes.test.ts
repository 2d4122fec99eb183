import { describe, expect, test } from 'vitest';
import { lintFiles } from '../../support/lint.ts';
import type { JsonEdit } from '../../support/lint.ts';

/** The fixes that lint offers for a config.yaml, and the text after them. */
async function fixed(text: string): Promise<{ readonly fixes: readonly string[]; readonly text: string }> {
  const { report } = await lintFiles({ 'config.yaml': text });
  const fixes = report.files.flatMap(({ findings }) =>
    findings.flatMap(({ id, fix }) => (fix === undefined ? [] : [{ id, ...fix }])),
  );
  const edits = fixes.flatMap((fix) => fix.edits ?? []);
  return { fixes: fixes.map(({ id, description }) => `${id} ${description}`), text: applied(text, edits) };
}

/** The text after all edits, the last of it first, so that the places of the others stay. */
function applied(text: string, edits: readonly JsonEdit[]): string {
  const lines = text.split('\n');
  const offset = (line: number, column: number) => lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1;
  return edits
    .map((edit) => ({ insert: edit.text, from: offset(edit.line, edit.column), to: offset(edit.endLine, edit.endColumn) }))
    .sort((left, right) => right.from - left.from)
    .reduce((before, { from, to, insert }) => before.slice(0, from) + insert + before.slice(to), text);
}

function cluster(...lines: readonly string[]): readonly string[] {
  return ['discovery:', '  kubernetes:', ...lines.map((line) => `    ${line}`)];
}

const CREDENTIAL = 'client: {token_file: /t}';

describe('a fix', () => {
  test.each([
    {
      title: 'quotes the port',
      before: cluster('service:', '  host: h', '  port: 6443 # of the API server', CREDENTIAL),
      fixes: ['C01 Quote the port'],
      after: cluster('service:', '  host: h', '  port: "6443" # of the API server', CREDENTIAL),
    },
    {
      title: 'splits a URL in block style',
      before: cluster('service:', '  # east', '  host: https://h.example:6443 # east', CREDENTIAL),
      fixes: ['C02 Split the host into schema, host and port'],
      after: cluster('service:', '  # east', '  schema: https', '  port: "6443"', '  host: h.example # east', CREDENTIAL),
    },
    {
      title: 'splits a URL in braces',
      before: cluster('service: {host: "http://h.example:8080/"}', CREDENTIAL),
      fixes: ['C02 Split the host into schema, host and port'],
      after: cluster('service: {schema: http, port: "8080", host: "h.example"}', CREDENTIAL),
    },
    {
      title: 'splits a URL in JSON',
      before: ['{"discovery": {"kubernetes": {"service": {"host": "https://h:6443"}, "client": {"token_file": "/t"}}}}'],
      fixes: ['C02 Split the host into schema, host and port'],
      after: [
        '{"discovery": {"kubernetes": {"service": {"schema": "https", "port": "6443", "host": "h"}, "client": {"token_file": "/t"}}}}',
      ],
    },
    {
      title: 'writes a host in lower case',
      before: cluster('service: {host: \'K8S.Example\', port: "6443"}', CREDENTIAL),
      fixes: ['C04 Write the host in lower case'],
      after: cluster('service: {host: \'k8s.example\', port: "6443"}', CREDENTIAL),
    },
    {
      title: 'writes a small m',
      before: cluster('shared_size: 64M'),
      fixes: ['C13 Write the unit as a small m'],
      after: cluster('shared_size: 64m'),
    },
    {
      title: 'removes the quotes inside a label_selector',
      before: cluster('label_selector: first="a",second="b" # from the docs'),
      fixes: ['C17 Remove the quotes inside label_selector'],
      after: cluster('label_selector: "first=a,second=b" # from the docs'),
    },
    ...['|', '|-', '>-'].map((mark) => ({
      title: `removes the quotes inside label_selector below ${mark}`,
      before: cluster(`label_selector: ${mark} # from the docs`, '', '  first="a",second="b"'),
      fixes: ['C17 Remove the quotes inside label_selector'],
      after: cluster(`label_selector: ${mark} # from the docs`, '', '  first=a,second=b'),
    })),
    {
      title: 'removes the quotes inside label_selector of a ConfigMap',
      before: [
        'kind: ConfigMap',
        'apiVersion: v1',
        'metadata: {name: apisix}',
        'data:',
        '  config.yaml: |',
        ...cluster('label_selector: |-', '  a="b"').map((line) => `    ${line}`),
      ],
      fixes: ['C17 Remove the quotes inside label_selector'],
      after: [
        'kind: ConfigMap',
        'apiVersion: v1',
        'metadata: {name: apisix}',
        'data:',
        '  config.yaml: |',
        ...cluster('label_selector: |-', '  a=b').map((line) => `    ${line}`),
      ],
    },
    {
      title: 'renames misspelt keys',
      before: cluster('namespaceSelector: {equal: web}', 'service: {scheme: https}', 'client: {"tokenFile": /t}'),
      fixes: [
        'C19 Rename namespaceSelector to namespace_selector',
        'C19 Rename scheme to schema',
        'C19 Rename tokenFile to token_file',
      ],
      after: cluster('namespace_selector: {equal: web}', 'service: {schema: https}', 'client: {"token_file": /t}'),
    },
    {
      title: 'renames the only key of a namespace_selector',
      before: cluster('namespace_selector: {equals: web}'),
      fixes: ['C14 Rename equals to equal'],
      after: cluster('namespace_selector: {equal: web}'),
    },
    {
      title: 'puts kubernetes under discovery',
      before: ['apisix: {}', '# our cluster', 'kubernetes:', '  # east', '  label_selector: app=web', '', '  default_weight: 1'],
      fixes: ['C21 Put kubernetes under discovery'],
      after: [
        'apisix: {}',
        '# our cluster',
        'discovery:',
        '  kubernetes:',
        '    # east',
        '    label_selector: app=web',
        '',
        '    default_weight: 1',
      ],
    },
    {
      title: 'moves discovery out, where it ends its map',
      before: ['apisix:', '  node_listen: 9080', '  discovery:', '    kubernetes:', '      default_weight: 1', 'plugins: []'],
      fixes: ['C21 Move discovery out of apisix'],
      after: ['apisix:', '  node_listen: 9080', 'discovery:', '  kubernetes:', '    default_weight: 1', 'plugins: []'],
    },
    {
      title: 'moves discovery out, where it is alone',
      before: ['deployment:', '  discovery:', '    kubernetes:', '      default_weight: 1'],
      fixes: ['C21 Move discovery out of deployment'],
      after: ['discovery:', '  kubernetes:', '    default_weight: 1'],
    },
    {
      title: 'moves discovery out of the middle of a map',
      before: ['apisix:', '  discovery:', '    kubernetes: {}', '  node_listen: 9080', 'plugins: []'],
      fixes: ['C21 Move discovery out of apisix'],
      after: ['apisix:', '  node_listen: 9080', 'discovery:', '  kubernetes: {}', 'plugins: []'],
    },
  ])('$title', async ({ before, fixes, after }) => {
    expect(await fixed(`${before.join('\n')}\n`)).toEqual({ fixes, text: `${after.join('\n')}\n` });
  });
});

describe('no fix is offered', () => {
  test.each([
    ['for a port that an alias brings', ['x: &p 6443', ...cluster('service: {host: h, port: *p}', CREDENTIAL)]],
    ['for a port that an alias takes elsewhere', [...cluster('service: {host: h, port: &p 6443}', CREDENTIAL), 'x: *p']],
    ['for a port that YAML 1.1 reads as octal', cluster('service: {host: h, port: 06443}', CREDENTIAL)],
    ['for a port whose tag makes it a number', cluster('service: {host: h, port: !!int 6443}', CREDENTIAL)],
    ['for a port with tag and anchor', cluster('service: {host: h, port: !!int &p 6443}', CREDENTIAL)],
    ['for a URL with a path', cluster('service: {host: "https://h:6443/k8s"}', CREDENTIAL)],
    ['for a URL beside a port', cluster('service: {host: "https://h:6443", port: "443"}', CREDENTIAL)],
    ['for a URL whose host would be a number', cluster('service:', '  host: https://10:6443', CREDENTIAL)],
    ['for a size in gigabytes', cluster('shared_size: 1g')],
    ['for quotes in a selector of several lines', cluster('label_selector: >-', '  a="b",', '  c="d"')],
    ['where the right key is there', cluster('client: {token_file: /t, tokenFile: /u}')],
    ['where a rival of the right key is there', cluster('client: {token: "${T}", tokenFile: /u}')],
    ['where the value would do harm under the right key', cluster('defaultWeight: 0')],
    ['where it would do harm in a list', ['discovery:', '  kubernetes:', '    - {id: a, labelSelector: "a b"}']],
    ['where a release would warn of the value', cluster('service: {sslVerify: true}')],
    ['where the token would be refused by the API server', cluster('client: {Token: abc.def}')],
    ['where the value does not fit the right key', cluster('service: {scheme: TLS}')],
    [
      'where there is a discovery already',
      ['discovery: {nacos: {host: ["http://n:8848"]}}', 'kubernetes:', '  default_weight: 1'],
    ],
    ['where the gateway would refuse the block', ['kubernetes:', '  default_weight: none']],
    ['where discovery holds what is no registry', ['apisix:', '  discovery:', '    enabled: true', '    kubernetes: {}']],
    ['for a block that has an anchor', ['kubernetes:', '  client: &c', '    token_file: /t']],
    ['for a block in braces', ['kubernetes: {default_weight: 1}']],
  ])('%s', async (_, lines) => {
    const text = `${lines.join('\n')}\n`;
    expect(await fixed(text)).toEqual({ fixes: [], text });
  });
});

test('a misspelt key whose value would do harm is told with what it would do', async () => {
  const { report } = await lintFiles({ 'config.yaml': cluster('defaultWeight: 0').join('\n') });
  expect(report.files.flatMap(({ findings }) => findings.map(({ hint }) => hint))).toEqual([
    'Did you mean default_weight? Lint would then say: default_weight is 0: every discovered node gets this weight, and none takes requests',
  ]);
});

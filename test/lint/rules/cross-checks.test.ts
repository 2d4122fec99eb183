import { describe, expect, test } from 'vitest';
import { cli } from '../../support/cli.ts';
import { lintFiles } from '../../support/lint.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const DISCOVERED = '{type: roundrobin, discovery_type: kubernetes, service_name: "default/cms:http"}';

/** An apisix.yaml of these lines. */
function file(...lines: readonly string[]): string {
  return [...lines, '#END', ''].join('\n');
}

describe('a route and its service', () => {
  const service = ['services:', '  - id: 7', `    upstream: ${DISCOVERED}`];

  test.each([
    ['a route without upstream is served by its service', ['routes:', '  - uri: /*', '    service_id: "7"', ...service], []],
    [
      'an old upstream comes first',
      [
        'routes:',
        '  - uri: /*',
        '    service_id: "7"',
        '    upstream: {type: roundrobin, nodes: {"10.0.0.1:80": 1}}',
        ...service,
      ],
      ['apisix.yaml:4:5 warning W05 The upstream of this route comes before the upstream of service 7, which is never used here'],
    ],
    [
      'a service without upstream hides nothing',
      [
        'routes:',
        '  - uri: /*',
        '    service_id: 7',
        `    upstream: ${DISCOVERED}`,
        'services:',
        '  - id: 7',
        '    hosts: [a.example.com]',
      ],
      [],
    ],
  ])('%s', async (_, lines, found) => {
    expect((await lintFiles({ 'apisix.yaml': file(...lines) })).lines).toEqual(found);
  });
});

describe('references', () => {
  const route = ['routes:', '  - uri: /*', '    upstream_id: cmss'];

  test('to an object that the run does not hold are named where it holds others of the kind', async () => {
    const lines = [...route, 'upstreams:', '  - id: cms', '    nodes: {"10.0.0.1:80": 1}'];
    expect((await lintFiles({ 'apisix.yaml': file(...lines) })).lines).toEqual([
      'apisix.yaml:3:18 error W26 upstream_id is "cmss", but there is no upstream with that id',
    ]);
  });

  test('of an apisix.yaml are named where the run holds none of the kind, as it is all that its gateway has; those of others are not', async () => {
    const route = { id: 1, uri: '/*', upstream_id: 'cmss' };
    const admin = JSON.stringify({ key: '/apisix/routes/1', value: route });
    expect((await lintFiles({ 'apisix.yaml': file(JSON.stringify({ routes: [route] })), 'admin.json': admin })).lines).toEqual([
      'apisix.yaml:1:45 error W26 upstream_id is "cmss", but no upstreams with an id are here',
    ]);
  });

  test.each([
    ['cms', 'Did you mean cms?'],
    ['zone', 'Write the id of one that is there, or add it'],
  ])('are told beside an upstream %s: %s', async (id, hint) => {
    const lines = [...route, 'upstreams:', `  - id: ${id}`, '    nodes: {"10.0.0.1:80": 1}'];
    const { report } = await lintFiles({ 'apisix.yaml': file(...lines) });
    expect(report.files[0]?.findings.map((finding) => finding.hint)).toEqual([hint]);
  });
});

describe('an upstream inside traffic-split', () => {
  const route = (target: string) =>
    file(
      'routes:',
      '  - uri: /*',
      `    upstream: ${DISCOVERED}`,
      '    plugins:',
      '      traffic-split:',
      '        rules:',
      '          - weighted_upstreams:',
      `              - upstream: ${target}`,
    );

  test.each([
    [
      DISCOVERED,
      [
        'apisix.yaml:8:74 error W24 An upstream inside traffic-split is never looked up in a registry: it has no nodes, and requests ' +
          'sent to it fail',
      ],
    ],
    ['{type: roundrobin, nodes: {"10.0.0.1:80": 1}}', []],
  ])('%s', async (target, found) => {
    expect((await lintFiles({ 'apisix.yaml': route(target) })).lines).toEqual(found);
  });
});

describe('stream routes', () => {
  const own = file('stream_routes:', '  - server_port: 5432', `    upstream: ${DISCOVERED}`);
  const named = file(
    'stream_routes:',
    '  - server_port: 5432',
    '    upstream_id: 1',
    'upstreams:',
    '  - id: 1',
    '    type: roundrobin',
    '    discovery_type: kubernetes',
    '    service_name: default/db:postgres',
  );
  const message = 'error S21 A stream route has no nodes by discovery before APISIX 3.2: its subsystem starts no registry';

  test.each([
    ['3.1.0', own, [`apisix.yaml:3:50 ${message}`]],
    ['3.2.0', own, []],
    ['3.1.0', named, [`apisix.yaml:3:18 ${message}`]],
    ['3.2.0', named, []],
  ])('in %s: %s', async (release, text, found) => {
    expect((await lintFiles({ 'apisix.yaml': text }, { flags: ['--gateway-version', release] })).lines).toEqual(found);
  });

  test.each([
    ['3.1.0', ['C27']],
    ['3.2.0', []],
  ])('stream_proxy beside discovery in %s', async (release, found) => {
    const config = 'apisix:\n  stream_proxy:\n    tcp: [5432]\ndiscovery:\n  kubernetes: {}\n';
    const { report } = await lintFiles({ 'config.yaml': config }, { flags: ['--gateway-version', release] });
    const ids = report.files.flatMap(({ findings }) => findings.map(({ id }) => id));
    expect(ids.filter((id) => id === 'C27')).toEqual(found);
  });
});

describe('the end mark of apisix.yaml', () => {
  const upstreams = 'upstreams:\n  - id: cms\n    type: roundrobin\n    nodes: {"10.0.0.1:80": 1}\n';

  test.each(['#END', '#END\n', '#END\n\n\n'])('%j is one', async (end) => {
    expect((await lintFiles({ 'apisix.yaml': `${upstreams}${end}` })).lines).toEqual([]);
  });

  test.each(['', '# END\n', '#END of the file\n', `#END${'\n'.repeat(8)}`])('%j is none', async (end) => {
    const { report } = await lintFiles({ 'apisix.yaml': `${upstreams}${end}` });
    const findings = report.files.flatMap((one) => one.findings);
    expect(findings.map(({ id, fix }) => [id, fix?.description])).toEqual([['W12', 'End the file with #END']]);
  });

  test.each([
    ['is added', '    desc: cms', '    desc: cms\n#END\n'],
    ['takes the place of a wrong one', '# End\n', '#END\n'],
    ['loses what is behind it', `#END${'\n'.repeat(8)}`, '#END\n'],
    ['leaves the blank lines of a text', '    desc: |+\n      cms\n\n\n# END\n', '    desc: |+\n      cms\n\n\n#END\n'],
    ['leaves a text that looks like it', '    desc: |\n      # END\n', '    desc: |\n      # END\n#END\n'],
    ['ends as the other lines do', '    desc: cms\r\n', '    desc: cms\r\n#END\r\n'],
  ])('%s', async (_title, before, after) => {
    const start = before.includes('\r') ? upstreams.replaceAll('\n', '\r\n') : upstreams;
    const files = memoryFiles({ 'apisix.yaml': `${start}${before}` });
    await cli(['lint', '--fix', 'apisix.yaml'], { host: { files } });
    expect(files.written.get('apisix.yaml')).toBe(`${start}${after}`);
  });
});

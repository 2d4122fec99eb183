import { describe, expect, test } from 'vitest';
import { oneCluster, upstreamWith } from '../../../src/lint/example-files.ts';
import { lintFiles } from '../../support/lint.ts';
import type { LintFilesOptions } from '../../support/lint.ts';

async function linesOf(text: string, options: LintFilesOptions = {}): Promise<readonly string[]> {
  return (await lintFiles({ 'apisix.yaml': text }, options)).lines;
}

describe('where the nodes of an upstream come from', () => {
  const both = ['discovery_type: kubernetes', 'service_name: default/cms:http'];
  const nodes = 'nodes: {"10.0.0.1:80": 1}';

  test.each([
    ['discovery', upstreamWith('type: roundrobin', ...both), []],
    ['nodes', upstreamWith('type: roundrobin', nodes), []],
    [
      'service_name alone',
      upstreamWith('type: roundrobin', 'service_name: default/cms:http'),
      ['apisix.yaml:4:5 error W01 upstream has service_name, but no discovery_type'],
    ],
    [
      'nodes and discovery',
      upstreamWith('type: roundrobin', nodes, ...both),
      [
        'apisix.yaml:4:5 error W02 upstream has nodes beside service_name and discovery_type, but only one of the two ways may be used',
      ],
    ],
    [
      'nodes and service_name',
      upstreamWith('type: roundrobin', nodes, 'service_name: default/cms:http'),
      [
        'apisix.yaml:5:5 error W03 service_name stands beside nodes without discovery_type: every request is answered 503 ' +
          '(discovery server need appoint)',
      ],
    ],
    [
      'no nodes at all',
      upstreamWith('type: roundrobin', 'nodes: []'),
      ['apisix.yaml:4:5 warning W25 nodes is empty: every request is answered 503 (no valid upstream node)'],
    ],
    [
      'a secret where none is resolved',
      upstreamWith('type: roundrobin', 'scheme: $env://SCHEME', ...both),
      [
        'apisix.yaml:4:13 warning W27 upstream.scheme is "$env://SCHEME", but must be one of grpc, grpcs, http, https, tcp, tls, udp, kafka',
      ],
    ],
    [
      'another property is refused',
      upstreamWith('type: roundrobin', 'scheme: ws', ...both),
      ['apisix.yaml:4:13 error W20 upstream.scheme is "ws", but must be one of grpc, grpcs, http, https, tcp, tls, udp, kafka'],
    ],
  ])('%s', async (_, text, found) => {
    expect(await linesOf(text)).toEqual(found);
  });
});

describe('who will check an object decides how bad it is', () => {
  const listed = `{"total": 1, "list": [{"key": "/apisix/upstreams/1", "value": {"id": "1", "type": "roundrobin",
 "create_time": 1700000000,
 "discovery_type": "kubernetes", "service_name": "default/cms:http"}}]}
`;

  test('what the Admin API adds itself only informs', async () => {
    expect((await lintFiles({ 'upstreams.json': listed })).lines).toEqual([
      'upstreams.json:2:2 info W21 upstream.create_time is refused by the Admin API, which sets it itself',
    ]);
  });

  test('what is only refused by the Admin API informs where a file goes to the gateway', async () => {
    expect(
      await linesOf(upstreamWith('type: roundrobin', 'nodes: []', 'tls:'), { flags: ['--gateway-version', '3.13.0'] }),
    ).toEqual([
      'apisix.yaml:4:5 warning W25 nodes is empty: every request is answered 503 (no valid upstream node)',
      expect.stringMatching(/^apisix\.yaml:5:\d+ info W21 /),
    ]);
  });
});

describe('keys that an object does not have', () => {
  const text = upstreamWith('type: roundrobin', 'discovery_type: kubernetes', 'serviceName: default/cms:http');

  test('are renamed by --fix where the right one is absent', async () => {
    const { report } = await lintFiles({ 'apisix.yaml': text });
    const [finding] = (report.files[0]?.findings ?? []).filter(({ id }) => id === 'W23');
    expect(finding).toMatchObject({
      message: 'upstream has no "serviceName"',
      hint: 'Write service_name',
      line: 5,
      column: 5,
      fix: { description: 'Rename serviceName to service_name' },
    });
  });

  test.each([
    ['beside the right one', upstreamWith('type: roundrobin', 'discovery_type: dns', 'service_name: a', 'serviceName: b')],
    ['beside nodes', upstreamWith('type: roundrobin', 'nodes: {"10.0.0.1:80": 1}', 'serviceName: b')],
  ])('are not renamed %s', async (_, beside) => {
    const { report } = await lintFiles({ 'apisix.yaml': beside });
    expect(report.files[0]?.findings.map(({ id, fix }) => [id, fix])).toEqual([['W23', undefined]]);
  });

  test('are dropped from an ApisixUpstream, which calls them otherwise', async () => {
    const resource = [
      'apiVersion: apisix.apache.org/v2',
      'kind: ApisixUpstream',
      'metadata: {name: cms}',
      'spec:',
      '  discovery: {type: kubernetes, service_name: "default/cms:http"}',
      '  portLevelSettings:',
      '    - port: 80',
      '      discovery: {discovery_type: kubernetes, type: kubernetes, serviceName: "default/cms:http"}',
      '',
    ].join('\n');
    const { lines, report } = await lintFiles({ 'upstream.yaml': resource });
    expect(lines).toEqual([
      'upstream.yaml:5:33 error W23 An ApisixUpstream has no service_name in discovery: the API server drops it',
      'upstream.yaml:8:19 error W23 An ApisixUpstream has no discovery_type in discovery: the API server drops it',
    ]);
    expect(report.files[0]?.findings.map(({ fix }) => fix?.description)).toEqual([
      'Rename service_name to serviceName',
      undefined,
    ]);
  });

  test('are ignored before 3.6', async () => {
    const beside = upstreamWith('type: roundrobin', 'nodes: {"10.0.0.1:80": 1}', 'serviceName: b');
    expect(await linesOf(beside, { flags: ['--gateway-version', '3.5.0'] })).toEqual([
      'apisix.yaml:5:5 warning W23 An upstream has no serviceName: releases before 3.6 ignore it, and later ones refuse it',
    ]);
  });

  test('pass in discovery_args, and nacos does not read them', async () => {
    const nacos = upstreamWith(
      'type: roundrobin',
      'discovery_type: nacos',
      'service_name: cms',
      'discovery_args:',
      '  namespaceId: a',
    );
    expect(await linesOf(nacos)).toEqual([
      'apisix.yaml:7:7 warning W23 discovery_args.namespaceId is ignored: nacos reads namespace_id and group_name',
    ]);
  });
});

describe('discovery outside of an upstream', () => {
  const route = `routes:
  - id: cms
    uri: /*
    upstream_id: cms
    service_name: default/cms:http
upstreams:
  - id: cms
    nodes: {"10.0.0.1:80": 1}
    type: roundrobin
#END
`;

  test.each([
    ['3.18.0', 'error W22 service_name stands on the route itself, where it means nothing'],
    [
      '3.5.0',
      'warning W22 service_name stands outside of an upstream, where releases before 3.6 ignore it and later ones refuse it',
    ],
  ])('in %s', async (release, found) => {
    expect(await linesOf(route, { flags: ['--gateway-version', release] })).toEqual([`apisix.yaml:5:5 ${found}`]);
  });
});

describe('discovery_type against the configs of the run', () => {
  const upstreamOf = (registry: string) => upstreamWith('type: roundrobin', `discovery_type: ${registry}`, 'service_name: a/b:c');
  const nacos = 'discovery:\n  nacos:\n    host: ["http://10.0.0.1:8848"]\n';

  test.each([
    ['kubernetes', {}, []],
    ['nacos', {}, []],
    ['Kubernetes', {}, ['warning W04 No registry of APISIX is called "Kubernetes"']],
    ['kubernetes', { 'config.yaml': oneCluster }, []],
    ['k8s', { 'config.yaml': oneCluster }, ['error W04 discovery_type "k8s": the configs of this run enable only kubernetes']],
    [
      'nacos',
      { 'config.yaml': oneCluster },
      ['error W04 discovery_type "nacos": the configs of this run enable only kubernetes'],
    ],
    ['nacos', { 'a/config.yaml': oneCluster, 'b/config.yaml': nacos }, []],
  ])('%s with %j', async (registry, configs, found) => {
    const { lines } = await lintFiles({ 'apisix.yaml': upstreamOf(registry), ...configs });
    expect(lines.filter((line) => line.startsWith('apisix.yaml'))).toEqual(found.map((line) => `apisix.yaml:4:21 ${line}`));
  });
});

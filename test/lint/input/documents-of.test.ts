import { describe, expect, test } from 'vitest';
import { judgeConfig } from '../../../src/apisix/judge-config.ts';
import { releaseOf } from '../../../src/apisix/release.ts';
import type { LintDocument } from '../../../src/lint/document.ts';
import { documentsOf } from '../../../src/lint/input/documents-of.ts';

const reading = { release: releaseOf('3.18.0'), env: () => undefined };

const read = (path: string, text: string, named = false): readonly LintDocument[] => documentsOf({ path, text, named });

/** `config: config.yaml` for a document, with what there is to judge in it. */
function summary(document: LintDocument): string {
  const { kind, title, config } = document;
  const objects = document.objects(reading).objects.map((object) => `${object.kind}/${object.id ?? '?'}`);
  return [`${kind}: ${title}`, ...(config === undefined ? [] : [config.kind]), ...objects].join(', ');
}

const block = 'service: {host: k8s, port: "6443"}\n    client: {token: x}\n';
const upstream = 'service_name: default/web:http, discovery_type: kubernetes, type: roundrobin';

const VALUES = '{discovery: {enabled: true, registry: {kubernetes: {}}}}';

describe('what a file is', () => {
  test.each<[what: string, path: string, text: string, documents: readonly string[]]>([
    ['discovery alone', 'a.yaml', `discovery:\n  kubernetes:\n    ${block}`, ['config: config.yaml, text']],
    ['discovery in JSON', 'a.json', '{"discovery": {"kubernetes": {}}}', ['config: config.yaml, text']],
    ['discovery with Windows line ends', 'a.yaml', 'discovery:\r\n  kubernetes: {}\r\n', ['config: config.yaml, text']],
    ['discovery without a value', 'a.yaml', 'discovery:\n', ['config: config.yaml, text']],
    ['a config without discovery', 'a.yaml', 'apisix:\n  node_listen: 9080\n', ['config: config.yaml, text']],
    ['deployment', 'a.yaml', 'deployment: {role: data_plane}', ['config: config.yaml, text']],
    ['etcd', 'a.yaml', 'etcd: {host: ["http://127.0.0.1:2379"]}', ['config: config.yaml, text']],
    ['plugin_attr', 'a.yaml', 'plugin_attr: {}', ['config: config.yaml, text']],
    ['discovery beside plugins', 'a.yaml', 'discovery:\nplugins: [cors]\n', ['config: config.yaml, text']],
    ['discovery of nacos beside what nobody knows', 'a.yaml', 'discovery: {nacos: {}}\nmine: 1\n', ['config: config.yaml, text']],
    [
      'discovery of Elasticsearch',
      'elasticsearch.yml',
      'cluster: {name: logs}\ndiscovery: {seed_hosts: [a], type: single-node}\n',
      ['other: YAML without anything of the gateway'],
    ],
    [
      'discovery of a scraper',
      'a.yaml',
      'scrape: {}\ndiscovery: {kubernetes: {namespaces: [a], role: pod}, dns: {}}\n',
      ['other: YAML without anything of the gateway'],
    ],
    ['an empty config.yaml', 'conf/config.yaml', '# nothing\n', ['config: empty config.yaml, text']],
    ['a config.yaml that is text', 'config.yaml', 'hello', ['config: config.yaml, text']],
    ['a config that a tab breaks', 'a.yaml', 'discovery:\n\tkubernetes: {}\n', ['config: config.yaml, text']],
    ['a config with a repeated key', 'a.yaml', 'discovery: {}\ndiscovery: {}\n', ['config: config.yaml, text']],
    ['a config that breaks in its second document', 'a.yaml', 'discovery: {}\n---\na: [\n', ['config: config.yaml, text']],
    [
      'a config in a second document',
      'a.yaml',
      'a: 1\n---\ndiscovery: {}\n',
      [
        'other: YAML without anything of the gateway',
        'other: config.yaml, but the gateway only reads the first YAML document of a file',
      ],
    ],

    ['kubernetes alone', 'a.yaml', `kubernetes:\n    ${block}`, ['kubernetes-block: kubernetes block of a config.yaml, values']],
    ['kubernetes as a list', 'a.yaml', 'kubernetes: [{id: a}]', ['kubernetes-block: kubernetes block of a config.yaml, values']],
    [
      'kubernetes beside nacos',
      'a.yaml',
      'kubernetes:\nnacos: {}',
      ['kubernetes-block: kubernetes block of a config.yaml, values'],
    ],
    ['kubernetes at the top of a config.yaml', 'config-prod.yml', 'kubernetes: {}', ['config: config.yaml, text']],
    ['kubernetes beside apisix', 'a.yaml', 'kubernetes: {}\napisix: {}', ['config: config.yaml, text']],
    ['kubernetes beside plugins', 'a.yaml', 'kubernetes: {}\nplugins: [cors]', ['config: config.yaml, text']],
    [
      'kubernetes of another program',
      'a.yaml',
      'kubernetes: {version: 1.28, node_pools: 3}',
      ['other: YAML without anything of the gateway'],
    ],
    [
      'kubernetes with a misspelt key',
      'a.yaml',
      'kubernetes: {servise: {}}',
      ['kubernetes-block: kubernetes block of a config.yaml, values'],
    ],
    [
      'kubernetes beside what nobody knows',
      'a.yaml',
      'kubernetes: {}\nlogging: {}',
      ['other: YAML without anything of the gateway'],
    ],

    [
      'values of the chart',
      'a.yaml',
      'replicaCount: 2\napisix: {discovery: {enabled: true, registry: {kubernetes: {}}}}',
      ['helm-values: values of the apisix Helm chart, values'],
    ],
    [
      'values of an old chart, by their name',
      'my-values.yaml',
      'discovery: {enabled: true, registry: {kubernetes: {}}}',
      ['helm-values: values of the apisix Helm chart, values'],
    ],
    [
      'values that leave discovery off',
      'values.yaml',
      'apisix: {discovery: {enabled: false, registry: {kubernetes: {}}}}',
      ['helm-values: values of the apisix Helm chart, discovery not enabled'],
    ],
    [
      'values of a chart around it',
      'values.yaml',
      'apisix: {apisix: {discovery: {enabled: true}}}',
      ['helm-values: values of the apisix Helm chart, values'],
    ],
    [
      'values with a config of their own',
      'values.yaml',
      'apisix: {fullCustomConfig: {enabled: true, config: {discovery: {kubernetes: {}}}}}',
      ['helm-values: values of the apisix Helm chart, values'],
    ],
    [
      'values of a release of the chart, by their block',
      'prod.yaml',
      'discovery: {enabled: true, registry: {kubernetes: {}}}',
      ['helm-values: values of the apisix Helm chart, values'],
    ],
    [
      'values pasted into a config',
      'config.yaml',
      'discovery: {enabled: true, registry: {kubernetes: {}}}',
      ['config: config.yaml, text'],
    ],
    ['values of another chart', 'values.yaml', 'image: {tag: "1"}\nservice: {}', ['other: YAML without anything of the gateway']],

    [
      'apisix.yaml',
      'a.yaml',
      `upstreams:\n  - {id: 1, ${upstream}}\n  - {${upstream}}\nroutes:\n  - {id: r, uri: /}\n#END\n`,
      ['standalone: apisix.yaml, routes/r, upstreams/1, upstreams/?'],
    ],
    [
      'apisix.yaml without its end mark',
      'apisix.yaml',
      'routes:\n  - text\n  - []\nservices: {a: 1}\n',
      ['standalone: apisix.yaml, routes/?, routes/?'],
    ],
    ['apisix.json', 'a.json', '{"upstreams": [{"id": "u", "nodes": {}}]}', ['standalone: apisix.json, upstreams/u']],
    ['routes of another program', 'a.json', '{"routes": [{"src": "/"}]}', ['other: JSON without anything of the gateway']],
    ['upstreams of another program', 'a.yaml', 'upstreams: [{name: a, url: b}]', ['other: YAML without anything of the gateway']],
    ['routes by path', 'a.yaml', 'routes: [{name: a, uri: /a, handler: b}]', ['other: YAML without anything of the gateway']],
    [
      'configuration of Kong',
      'kong.yaml',
      '_format_version: "3.0"\nservices: [{name: a, url: b, routes: [{paths: [/a]}], plugins: []}]\nupstreams: [{name: u, hash_on: ip}]\n',
      ['other: configuration of Kong'],
    ],
    [
      'services of another program',
      'render.yaml',
      'services: [{type: web, name: a, routes: [{type: rewrite, source: /a}]}]',
      ['other: YAML without anything of the gateway'],
    ],
    ['a broken apisix.yaml', 'a.yaml', 'upstreams:\n  - {id: 1\n#END\n', ['standalone: YAML that is not well-formed']],

    [
      'a list of Admin API v3',
      'a.json',
      `{"total": 2, "list": [{"key": "/apisix/upstreams/1", "value": {}}, {"key": "/apisix/ssls/2", "value": {}}]}`,
      ['admin: objects of the Admin API, upstreams/1'],
    ],
    ['an empty list of Admin API v3', 'a.json', '{"total": 0, "list": {}}', ['admin: objects of the Admin API']],
    [
      'a list of Admin API v2',
      'a.json',
      '{"action": "get", "node": {"dir": true, "nodes": [{"key": "/apisix/routes/1", "value": "x"}]}}',
      ['admin: objects of the Admin API, routes/1'],
    ],
    [
      'one object of Admin API v3',
      'a.json',
      '{"key": "/apisix/stream_routes/s", "value": {}}',
      ['admin: objects of the Admin API, stream_routes/s'],
    ],
    [
      'one object of Admin API v2',
      'a.json',
      '{"node": {"key": "/other/services/1", "value": {}}}',
      ['admin: objects of the Admin API, services/1'],
    ],
    [
      'a list of the control API',
      'a.json',
      `[{"value": {"id": 5, "nodes": {"10.0.0.1:80": 1}}, "modifiedIndex": 7}, {"value": {"id": 6}, "modifiedIndex": 7}]`,
      ['admin: objects of the Admin API, upstreams/5'],
    ],
    [
      'the state of the standalone API',
      'a.json',
      '{"routes_conf_version": 1, "routes": [{"id": "r"}]}',
      ['admin: state of the standalone Admin API, routes/r'],
    ],
    ['the body of an upstream', 'a.yaml', upstream.replaceAll(', ', '\n'), ['admin: objects of the Admin API, upstreams/?']],
    ['the body of a route', 'a.json', '{"uri": "/", "upstream_id": 1}', ['admin: objects of the Admin API, routes/?']],
    [
      'the body of a stream route',
      'a.json',
      '{"server_port": 1, "upstream": {}}',
      ['admin: objects of the Admin API, stream_routes/?'],
    ],
    ['the body of a service', 'a.json', '{"id": 1, "upstream": {}}', ['admin: objects of the Admin API, services/1']],
    ['nodes of something else', 'a.json', '{"nodes": [{"name": "a"}]}', ['other: JSON without anything of the gateway']],
    ['an answer without an object', 'a.json', '{"message": "Key not found"}', ['other: JSON without anything of the gateway']],
    ['broken JSON of the Admin API', 'a.json', '{"discovery_type": 1,}', ['admin: JSON that is not well-formed']],

    [
      'a file of adc',
      'a.yaml',
      `services:\n  - name: s\n    upstream: {${upstream}}\n    upstreams: [{name: u, nodes: []}]\n    routes: [{name: r, uris: [/]}]\n`,
      ['adc: file of adc, services/s, upstreams/u, routes/r'],
    ],

    [
      'objects of Kubernetes',
      'a.yaml',
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n---\n---\napiVersion: v1\nkind: List\nitems:\n' +
        '  - {apiVersion: v1, kind: Pod, metadata: {namespace: default, name: a}}\n  - {apiVersion: v1, kind: Pod}\n',
      ['manifest: Service web', 'manifest: Pod default/a', 'manifest: Pod'],
    ],
    [
      'an ApisixUpstream',
      'a.yaml',
      'apiVersion: apisix.apache.org/v2\nkind: ApisixUpstream\nmetadata: {name: web}\nspec:\n' +
        '  discovery: {serviceName: default/web:http, type: kubernetes}\n  portLevelSettings:\n    - {port: 80, discovery: {type: dns}}\n',
      ['manifest: ApisixUpstream web, upstreams/web, upstreams/web'],
    ],
    [
      'a HelmRelease',
      'a.yaml',
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: gw}\nspec: {values: ${VALUES}}`,
      ['manifest: HelmRelease gw', 'helm-values: values of the apisix Helm chart of HelmRelease gw (spec.values), values'],
    ],
    [
      'an Application of Argo CD',
      'a.yaml',
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: gw}\nspec:\n  source: {helm: {valuesObject: ${VALUES}}}\n` +
        `  sources:\n    - {chart: other}\n    - helm:\n        values: |\n          ${VALUES}\n`,
      [
        'manifest: Application gw',
        'helm-values: values of the apisix Helm chart of Application gw (spec.source.helm.valuesObject), values',
        'helm-values: values of the apisix Helm chart of Application gw (spec.sources[1].helm.values), values',
      ],
    ],
    [
      'a HelmRelease of a chart that is named otherwise',
      'a.yaml',
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: {chart: {spec: {chart: eck}}, values: {discovery: {enabled: true, registry: {}}}}',
      ['manifest: HelmRelease'],
    ],
    [
      'values of another chart with a discovery',
      'values.yaml',
      'image: {tag: "1"}\ndiscovery: {enabled: true}',
      ['other: YAML without anything of the gateway'],
    ],
    [
      'a HelmRelease of another chart',
      'a.yaml',
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: {values: {replicaCount: 2}}',
      ['manifest: HelmRelease'],
    ],
    [
      'one broken object among others',
      'a.yaml',
      'apiVersion: v1\nkind: Pod\n---\na: [\n',
      ['manifest: Pod', 'manifest: YAML that is not well-formed'],
    ],
    ['a template of Helm', 'a.yaml', 'apiVersion: v1\n{{- if .Values.apisix }}\nkind: Pod\n', ['manifest: template of Helm']],

    ['nothing', 'a.yaml', '', ['other: empty']],
    ['blanks and comments', 'a.yaml', '\n# nothing\n---\n---\n', ['other: empty']],
    ['blanks as JSON', 'a.json', ' \n', ['other: empty']],
    ['text', 'a.yaml', 'hello', ['other: text, no YAML map, without anything of the gateway']],
    ['a list', 'a.yaml', '- 1', ['other: YAML list without anything of the gateway']],
  ])('%s', (_what, path, text, documents) => {
    expect(read(path, text).map(summary)).toEqual(documents);
  });
});

describe('text that is not well-formed', () => {
  test.each<[what: string, text: string, named: boolean, isTold: boolean]>([
    ['is told where it was named', 'a: [', true, true],
    ['is passed over where it was named and is a template of Helm', 'a: {{ .Values.a | quote }}\n{{- end }}', true, false],
    ['is passed over where it has nothing of the gateway', 'a: [', false, false],
    ['is told where it names a service', 'type: [\nservice_name: a', false, true],
    ['is passed over where it is a template of Helm', '{{- if .Values.apisix }}\nkind: Pod', false, false],
    ['is left to the releases where it is a config', 'discovery: [', true, false],
    ['is told when aliases grow without end', `a: &a [x, x, x, x, x, x, x, x, x, x]\n${bomb(8)}`, true, true],
    ['is told when it is nested too deeply', '['.repeat(100_000), true, true],
  ])('%s', (_what, text, named, isTold) => {
    const [document] = read('a.yaml', text, named);
    expect(document?.malformed !== undefined).toBe(isTold);
    expect(document?.root).toBeUndefined();
  });

  test('has its place in a later document, too', () => {
    const [, second] = read('a.yaml', 'a: 1\n---\nb: "\n', true);
    expect(second).toMatchObject({ number: 2, malformed: { position: { line: 4, column: 1 } } });
  });
});

function bomb(levels: number): string {
  const names = 'abcdefghijkl'.split('').slice(0, levels + 1);
  return names
    .slice(1)
    .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${names[index]}`).join(', ')}]`)
    .join('\n');
}

describe('what Helm writes into the config', () => {
  test.each([
    ['values.yaml', 'apisix:\n  discovery:\n    enabled: true\n    registry:\n      kubernetes: {client: {token: x}}\n', true],
    ['values.yaml', 'apisix:\n  discovery:\n    enabled: true\n    registry:\n      kubernetes: 5\n', false],
    ['a.yaml', 'kubernetes: {client: {token: x}}', true],
    ['a.yaml', 'kubernetes: 5', false],
  ])('%s: %s', (path, text, accepted) => {
    const [document] = read(path, text);
    expect(document?.config && judgeConfig(document.config, reading).accepted).toBe(accepted);
  });
});

describe('a file inside of an object', () => {
  const config = 'discovery:\n  kubernetes:\n    default_weight: 5\n';
  const lines = (indent: string): string => config.trimEnd().replaceAll(/^/gm, indent);

  /** Title, text, whether edits are safe, and where `default_weight` stands in the file. */
  function inner(text: string): readonly unknown[] {
    return read('a.yaml', text)
      .slice(1)
      .map((document) => [
        document.title,
        document.config?.kind === 'text' ? document.config.text : undefined,
        document.indent,
        document.inFile({ line: 3, column: 5 }),
      ]);
  }

  const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {namespace: default, name: apisix}\ndata:\n';
  const title = 'config.yaml of ConfigMap default/apisix (data["config.yaml"])';

  test.each<[style: string, data: string, text: string, indent: string | undefined, place: readonly [number, number]]>([
    ['literal', `  config.yaml: |\n${lines('    ')}\n`, config, '    ', [8, 9]],
    ['literal without its last newline', `  config.yaml: |-\n${lines('   ')}\n`, config.trimEnd(), '   ', [8, 8]],
    ['literal with all newlines', `  config.yaml: |+\n${lines('    ')}\n\n`, `${config}\n`, '    ', [8, 9]],
    ['literal with an indicator', `  config.yaml: |1 # why\n${lines('    ')}\n`, `${lines(' ')}\n`, '   ', [8, 8]],
    ['literal with a tag and an anchor', `  config.yaml: !!str &a |\n${lines('    ')}\n`, config, '    ', [8, 9]],
    ['literal that starts with blank lines', `  config.yaml: |\n\n  \n${lines('    ')}\n`, `\n\n${config}`, '    ', [8, 9]],
    ['between quotes', `  config.yaml: ${JSON.stringify(config)}\n`, config, undefined, [5, 16]],
    [
      'folded',
      `  config.yaml: >\n${lines('    ').replaceAll('\n', '\n\n')}\n`,
      config.replaceAll(/\n(?= )/g, '\n\n'),
      undefined,
      [5, 16],
    ],
  ])('%s', (_style, data, text, indent, [line, column]) => {
    expect(inner(head + data)).toEqual([[title, text, indent, { line, column }]]);
  });

  test('with Windows line ends', () => {
    const text = `${head}  config.yaml: |\n${lines('    ')}\n`.replaceAll('\n', '\r\n');
    expect(inner(text)).toEqual([[title, config, '    ', { line: 8, column: 9 }]]);
  });

  test('every key that is a file of the gateway, and none else', () => {
    const data =
      `  config.yaml: |\n${lines('    ')}\n  apisix.yaml: |\n    upstreams: []\n    #END\n  pod.yaml: "{apiVersion: v1, kind: Pod}"\n` +
      '  notes.yaml: "a: 1"\n  config: "discovery: {}"\n  broken.yaml: "discovery: ["\n  number.yaml: 5\n';
    expect(read('a.yaml', head + data).map(summary)).toEqual([
      'manifest: ConfigMap default/apisix',
      'config: config.yaml of ConfigMap default/apisix (data["config.yaml"]), text',
      'standalone: apisix.yaml of ConfigMap default/apisix (data["apisix.yaml"])',
      'config: config.yaml of ConfigMap default/apisix (data["broken.yaml"]), text',
    ]);
  });

  test('a Secret, encoded or not', () => {
    const encoded = Buffer.from(config).toString('base64');
    const data = `  config.yaml: ${encoded}\n  binary.yaml: gAA=\nstringData:\n  config.yaml: |\n${lines('    ')}\n`;
    expect(inner(head.replace('ConfigMap', 'Secret') + data)).toEqual([
      ['config.yaml of Secret default/apisix (stringData["config.yaml"])', config, '    ', { line: 11, column: 9 }],
      ['config.yaml of Secret default/apisix (data["config.yaml"])', config, undefined, { line: 5, column: 16 }],
    ]);
  });

  test('in a List as JSON', () => {
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { 'config.yaml': config } };
    const documents = read('a.json', JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMapList', items: [map] }));
    expect(documents.map(summary)).toEqual([
      'manifest: ConfigMap a',
      'config: config.yaml of ConfigMap a (data["config.yaml"]), text',
    ]);
    expect(documents[1]).toMatchObject({ number: 1, indent: undefined });
  });
});

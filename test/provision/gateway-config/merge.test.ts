import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/findings/user-error.ts';
import type { GatewayEntry } from '../../../src/provision/gateway-config/entry.ts';
import { mergeGatewayConfig } from '../../../src/provision/gateway-config/merge.ts';

const SINGLE: GatewayEntry = { service: { schema: 'https', host: '10.1.0.5', port: '6443' }, client: { token: 'sesame' } };
const EAST: GatewayEntry = { id: 'east', ...SINGLE };
const SLICES = { watch_endpoint_slices: true } as const;

function merged(text: string, entries: readonly GatewayEntry[], { force = false, keepsAddress = false } = {}) {
  const tokenCommand = (id: string | undefined, file: string): string => `write ${id ?? 'one'} ${file}`;
  const options = { path: 'config.yaml', force, keepsAddress, tokenCommand };
  const result = mergeGatewayConfig(text, entries, options);
  // Twice is once.
  expect(mergeGatewayConfig(result.text, entries, options).text).toBe(result.text);
  return result;
}

const lines = (...text: readonly string[]): string => text.map((line) => `${line}\n`).join('');

const BLOCK = [
  '    service:',
  '      schema: https',
  '      host: 10.1.0.5',
  '      port: "6443"',
  '    client:',
  '      token: sesame',
];

describe('a merge writes the block', () => {
  it.each<[string, string, readonly GatewayEntry[], string]>([
    ['into an empty file', '', [SINGLE], lines('discovery:', '  kubernetes:', ...BLOCK)],
    ['behind comments', '# mine', [SINGLE], lines('# mine', 'discovery:', '  kubernetes:', ...BLOCK)],
    [
      'before an end mark',
      '---\n# mine\n...\n',
      [SINGLE],
      lines('---', '# mine', 'discovery:', '  kubernetes:', ...BLOCK, '...'),
    ],
    [
      'at the end of a file',
      lines('apisix:', '  node_listen: 9080 # plain', '# plugins: []'),
      [SINGLE],
      lines('apisix:', '  node_listen: 9080 # plain', '# plugins: []', 'discovery:', '  kubernetes:', ...BLOCK),
    ],
    [
      'under a discovery without value',
      lines('discovery: # registries', 'apisix: {}'),
      [SINGLE],
      lines('discovery: # registries', '  kubernetes:', ...BLOCK, 'apisix: {}'),
    ],
    [
      'in place of null and of empty braces',
      lines('discovery:', '  kubernetes: ~ # off', 'apisix: {}'),
      [SINGLE],
      lines('discovery:', '  kubernetes: # off', ...BLOCK, 'apisix: {}'),
    ],
    [
      'beside other registries',
      lines('discovery:', '    dns: # resolver', '        servers:', '            - "127.0.0.1:53"', '', '# end'),
      [SINGLE],
      lines(
        'discovery:',
        '    dns: # resolver',
        '        servers:',
        '            - "127.0.0.1:53"',
        '    kubernetes:',
        ...BLOCK.map((line) => `  ${line}`),
        '',
        '# end',
      ),
    ],
    [
      'as a list for clusters with ids',
      lines('discovery:', '  kubernetes: []'),
      [EAST, { ...EAST, id: '1', ...SLICES }],
      lines(
        'discovery:',
        '  kubernetes:',
        '    - id: east',
        ...BLOCK.map((line) => `  ${line}`),
        '    - id: "1"',
        ...BLOCK.map((line) => `  ${line}`),
        '      watch_endpoint_slices: true',
      ),
    ],
    [
      'with the line ends of the file',
      'apisix: {}\r\n',
      [SINGLE],
      ['apisix: {}', 'discovery:', '  kubernetes:', ...BLOCK, ''].join('\r\n'),
    ],
    [
      'behind a byte order mark and without a last line break',
      '\uFEFFapisix: {}',
      [SINGLE],
      `\uFEFF${lines('apisix: {}', 'discovery:', '  kubernetes:', ...BLOCK)}`,
    ],
    [
      'into JSON',
      '{"apisix": {"node_listen": 9080}}',
      [SINGLE],
      '{"apisix": {"node_listen": 9080}, "discovery": { "kubernetes": { "service": { "schema": "https", "host": "10.1.0.5", ' +
        '"port": "6443" }, "client": { "token": "sesame" } } }}',
    ],
  ])('%s', (_, before, entries, after) => {
    expect(merged(before, entries)).toEqual({ text: after, findings: [] });
  });

  it.each([
    ['{}', `{ "service": { "schema": "https", "host": "10.1.0.5", "port": "6443" }, "client": { "token": "sesame" } }`],
    [
      '{service: {}, client: {token: open}}',
      `{service: { "schema": "https", "host": "10.1.0.5", "port": "6443" }, client: {token: sesame}}`,
    ],
    [
      '{service: {ssl_verify: true}, client: {token: open}}',
      `{service: {ssl_verify: true, "host": "10.1.0.5", "port": "6443"}, client: {token: sesame}}`,
    ],
    [
      '{client: {token: open}}',
      `{client: {token: sesame}, "service": { "schema": "https", "host": "10.1.0.5", "port": "6443" }}`,
    ],
  ])('and says that a gateway without an address, %s, asked its own cluster', (before, after) => {
    expect(merged(`discovery: {dns: {}, kubernetes: ${before}}\n`, [SINGLE])).toEqual({
      text: `discovery: {dns: {}, kubernetes: ${after}}\n`,
      findings: [
        {
          id: 'N20',
          severity: 'warning',
          message:
            'The config has no address, so the gateway asks the cluster that its pod is in; it becomes https://10.1.0.5:6443. ' +
            'For a gateway in that cluster use --token none.',
        },
      ],
    });
  });
});

describe('a merge changes no more than it must', () => {
  it('of a cluster: address, credential and watch_endpoint_slices', () => {
    const before = lines(
      'apisix:',
      '  node_listen: 9080',
      'discovery:',
      '  kubernetes:',
      '    default_weight: 10',
      '    service: # the API server',
      "      host: 'old.example.com' # moved",
      '      ssl_verify: true',
      '      port: "443"',
      '    namespace_selector:',
      '      match:',
      '        - "shop-.*"',
      '    label_selector: app=shop # ours',
      '    shared_size: 8m',
      '    client:',
      '      # by hand',
      '      token: |',
      '        open',
      '',
      'nginx_config: {error_log_level: "warn"}',
    );
    expect(merged(before, [{ ...SINGLE, ...SLICES }])).toEqual({
      text: lines(
        'apisix:',
        '  node_listen: 9080',
        'discovery:',
        '  kubernetes:',
        '    default_weight: 10',
        '    service: # the API server',
        '      host: 10.1.0.5 # moved',
        '      ssl_verify: true',
        '      port: "6443"',
        '    namespace_selector:',
        '      match:',
        '        - "shop-.*"',
        '    label_selector: app=shop # ours',
        '    shared_size: 8m',
        '    client:',
        '      # by hand',
        '      token: sesame',
        '    watch_endpoint_slices: true',
        '',
        'nginx_config: {error_log_level: "warn"}',
      ),
      findings: [
        {
          id: 'N20',
          severity: 'warning',
          message: 'The config has https://old.example.com:443, which becomes https://10.1.0.5:6443.',
        },
        {
          id: 'S23',
          severity: 'warning',
          message:
            'watch_endpoint_slices becomes true: a port without a name is found as namespace/service: with the colon at its end, not by its number.',
        },
      ],
    });
  });

  it('of a list: the cluster of that id, and new ones at its end', () => {
    const before = lines(
      'discovery:',
      '  kubernetes:',
      '  # the first',
      '  - id: west',
      '    service: {host: west.example.com, port: "443"}',
      '    client: {token: open}',
      '  - id: east # the second',
      '    service:',
      '      host: 10.1.0.5',
      '      port: 6443',
      '    client:',
      '      token: open',
      '    default_weight: 1',
      '  # none below',
      'apisix: {}',
    );
    expect(merged(before, [EAST, { ...EAST, id: 'north' }])).toEqual({
      text: lines(
        'discovery:',
        '  kubernetes:',
        '  # the first',
        '  - id: west',
        '    service: {host: west.example.com, port: "443"}',
        '    client: {token: open}',
        '  - id: east # the second',
        '    service:',
        '      host: 10.1.0.5',
        '      port: "6443"',
        '    client:',
        '      token: sesame',
        '    default_weight: 1',
        '  - id: north',
        '    service:',
        '      schema: https',
        '      host: 10.1.0.5',
        '      port: "6443"',
        '    client:',
        '      token: sesame',
        '  # none below',
        'apisix: {}',
      ),
      findings: [],
    });
  });

  it.each<[string, string, GatewayEntry['client'], string]>([
    ['nothing where it is the same', 'client: {"token": "sesame"}', { token: 'sesame' }, 'client: {"token": "sesame"}'],
    ['the token', 'client: {token: open, x: 1}', { token: 'sesame' }, 'client: {token: sesame, x: 1}'],
    ['the token in JSON', 'client: {"token":"open"}', { token: 'sesame' }, 'client: {"token":"sesame"}'],
    ['the file for a token', 'client: {token: open}', { token_file: '/t' }, 'client: {token_file: /t}'],
    ['both for one', 'client: {token: open, token_file: /u}', { token_file: '/t' }, 'client: {token_file: /t}'],
    ['both for the other', 'client: {token: open, token_file: /u}', { token: 'sesame' }, 'client: {token: sesame}'],
    ['null', 'client: {token: ~}', { token: 'sesame' }, 'client: {token: sesame}'],
    ['a client without either', 'client: {ca_file: /c}', { token: 'sesame' }, 'client: {ca_file: /c, "token": "sesame"}'],
    [
      'both for one, over lines',
      'client:\n      token: open # a\n      # b\n      token_file: /u # c',
      { token: 'sesame' },
      'client:\n      token: sesame # a\n      # b',
    ],
    ['an empty value', 'client:\n      token: # fill in', { token: 'sesame' }, 'client:\n      token: sesame # fill in'],
  ])('of a client: %s', (_, before, client, after) => {
    const text = (inner: string) =>
      lines('discovery:', '  kubernetes:', '    service: {host: 10.1.0.5, port: "6443"}', `    ${inner}`);
    expect(merged(text(before), [{ ...SINGLE, client }])).toEqual({ text: text(after), findings: [] });
  });

  it.each<[string, string, string]>([
    ['the quotes of its port', '{host: 10.1.0.5, port: 6443}', '{host: 10.1.0.5, port: "6443"}'],
    ['a schema of plain HTTP', '{schema: http, host: 10.1.0.5, port: "6443"}', '{schema: https, host: 10.1.0.5, port: "6443"}'],
    ['what is missing', '{port: "6443"}', '{port: "6443", "host": "10.1.0.5"}'],
    [
      'what is missing, in order',
      '\n      # first\n      schema: https\n      port: "6443"',
      '\n      # first\n      schema: https\n      host: 10.1.0.5\n      port: "6443"',
    ],
  ])('of a service: %s', (_, before, after) => {
    const text = (inner: string) => lines('discovery:', '  kubernetes:', `    service: ${inner}`, '    client: {token: sesame}');
    expect(merged(text(before), [SINGLE]).text).toBe(text(after));
  });

  it.each([
    ['watch_endpoint_slices: true', {}, 'watch_endpoint_slices: false', 1],
    ['watch_endpoint_slices: yes', SLICES, 'watch_endpoint_slices: true', 0],
    ['watch_endpoint_slices: false', SLICES, 'watch_endpoint_slices: true', 1],
    ['watch_endpoint_slices: true', SLICES, 'watch_endpoint_slices: true', 0],
    ['watch_endpoint_slices: false', {}, 'watch_endpoint_slices: false', 0],
  ])('of %s with %j: %s', (before, slices, after, count) => {
    const text = (inner: string) =>
      lines(
        'discovery:',
        '  kubernetes:',
        '    service: {host: 10.1.0.5, port: "6443"}',
        '    client: {token: sesame}',
        `    ${inner}`,
      );
    const result = merged(text(before), [{ ...SINGLE, ...slices }]);
    expect(result.text).toBe(text(after));
    expect(result.findings.map(({ id }) => id)).toEqual(Array.from({ length: count }, () => 'S23'));
  });
});

describe('what the operator has chosen stays', () => {
  const text = (address: string, client: string) =>
    lines('discovery:', '  kubernetes:', `    service: ${address}`, `    client: ${client}`);
  const here = '{host: 10.1.0.5, port: "6443"}';

  it.each([
    ['{host: 10.9.0.1, port: "443"}', '{host: 10.9.0.1, port: "443"}', 'https://10.9.0.1:443'],
    ['{schema: http, host: a.example, port: 8001}', '{schema: http, host: a.example, port: "8001"}', 'http://a.example:8001'],
  ])('an address unless another is asked for, but for the quotes of its port: %s', (before, after, address) => {
    const client = '{token: sesame}';
    expect(merged(text(before, client), [SINGLE], { keepsAddress: true })).toEqual({
      text: text(after, client),
      findings: [
        {
          id: 'N20',
          severity: 'warning',
          message: `The config has ${address} and keeps it instead of https://10.1.0.5:6443. If these are two clusters, choose the right one with --context or --contexts.`,
        },
      ],
    });
    expect(merged(text(before, client), [SINGLE]).findings).toEqual([
      { id: 'N20', severity: 'warning', message: `The config has ${address}, which becomes https://10.1.0.5:6443.` },
    ]);
  });

  it('but half an address is none', () => {
    const before = text('{host: 10.9.0.1}', '{token: sesame}');
    expect(merged(before, [SINGLE], { keepsAddress: true }).text).toBe(
      text('{host: 10.1.0.5, "port": "6443"}', '{token: sesame}'),
    );
  });

  it.each([
    [
      '/etc/my token',
      'The config takes the token from /etc/my token, and so it stays. Write the token there',
      { mend: 'write one /etc/my token' },
    ],
    [
      '/var/run/secrets/kubernetes.io/serviceaccount/token',
      "The config takes the token of the gateway's pod, and so it stays. Let the pod run as this account and use --token none",
      {},
    ],
  ])('a file for the token unless forced: %s', (file, told, mend) => {
    const before = text(here, `{token_file: "${file}"}`);
    expect(merged(before, [SINGLE])).toEqual({
      text: before,
      findings: [
        {
          id: 'T31',
          severity: 'warning',
          message: `${told}, or put the token into the config with --force.`,
          ...mend,
        },
      ],
    });
    expect(merged(before, [SINGLE], { force: true })).toEqual({ text: text(here, '{token: "sesame"}'), findings: [] });
  });

  it('such a file of one of several clusters gets the token of that one', () => {
    const before = lines('discovery:', '  kubernetes:', `    - {id: east, service: ${here}, client: {token_file: /t}}`);
    expect(merged(before, [EAST])).toMatchObject({
      text: before,
      findings: [{ id: 'T31', cluster: 'east', mend: 'write east /t' }],
    });
  });
});

describe('a variable stays', () => {
  const text = ({ service = '{host: 10.1.0.5, port: "6443"}', client = '{token: sesame}' }) =>
    lines('discovery:', '  kubernetes:', '    - id: east', `      service: ${service}`, `      client: ${client}`);

  it.each([
    ['{host: "${API_HOST}", port: "443"}', '${API_HOST}'],
    ['{host: 10.0.0.9, port: "${API_PORT}"}', '${API_PORT}'],
    ['{host: "${{API_HOST}}", port: "443"}', '${{API_HOST}}'],
  ])('of an address, with all of it: %s', (service, variable) => {
    const before = text({ service });
    expect(merged(before, [EAST], { force: true })).toEqual({
      text: before,
      findings: [
        {
          id: 'E09',
          severity: 'info',
          message: `The config leaves the address to variables (${variable}), and so it stays. It must lead to the same cluster as https://10.1.0.5:6443.`,
          cluster: 'east',
        },
      ],
    });
  });

  it.each([
    ['{token: "${TOKEN}"}', 'client.token from ${TOKEN}', 'token'],
    ['{token: "half${TOKEN}"}', 'client.token from ${TOKEN}', 'token'],
    ['{token_file: "${FILE}"}', 'client.token_file from ${FILE}', 'file'],
  ])('of a credential: %s', (client, source, what) => {
    const before = text({ client });
    expect(merged(before, [EAST])).toEqual({
      text: before,
      findings: [
        {
          id: 'E09',
          severity: 'warning',
          message: `The config takes ${source}, and so it stays. Give that variable the new ${what}, or write over it with --force.`,
          cluster: 'east',
        },
      ],
    });
    expect(merged(before, [EAST], { force: true })).toEqual({ text: text({ client: '{token: "sesame"}' }), findings: [] });
  });

  it('is no finding where it is what was to be written', () => {
    const own: GatewayEntry = {
      ...EAST,
      service: { schema: 'https', host: '${KUBERNETES_SERVICE_HOST}', port: '${KUBERNETES_SERVICE_PORT}' },
    };
    const before = text({ service: '{host: "${KUBERNETES_SERVICE_HOST}", port: "${KUBERNETES_SERVICE_PORT}"}' });
    expect(merged(before, [own])).toEqual({ text: before, findings: [] });
  });
});

it('no finding and no error tells a token', () => {
  const service = 'service: {host: ${HOST}, port: "1"}';
  const texts = [
    `discovery: {kubernetes: {${service.replace('${HOST}', '"${HOST}"')}, client: {token: "hush${'$'}{T}"}}}`,
    'discovery: {kubernetes: {client: {token: &hush hush}}}',
    'discovery: {kubernetes: {client: {token: {hush: hush}}}}',
    'discovery: {kubernetes: {client: {token: "hush}}}',
  ];
  for (const text of texts) {
    try {
      expect(JSON.stringify(merged(text, [SINGLE]).findings)).not.toMatch(/hush|sesame/);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(JSON.stringify([error.message, error.hint, error.place])).not.toMatch(/hush|sesame/);
    }
  }
});

describe('a file is left alone', () => {
  const block = (...inner: readonly string[]) => lines('discovery:', '  kubernetes:', ...inner.map((line) => `    ${line}`));

  it.each<[string, string, readonly GatewayEntry[], string]>([
    ['that is malformed', 'a: [', [SINGLE], '1:4 Cannot read YAML: a quote, a comma, a colon or a closing bracket is missing'],
    ['with two documents', 'a: b\n---\nc: d\n', [SINGLE], '2:1 a second document starts here, and the gateway reads one'],
    ['that is a list', '- a\n', [SINGLE], '1:1 a config.yaml has keys at its top'],
    ['that is text', 'token', [SINGLE], '1:1 a config.yaml has keys at its top'],
    ['that is an empty map', '{}\n', [SINGLE], '1:1 this YAML is written in a way that cannot be edited here'],
    [
      'that is a manifest',
      'apiVersion: v1\nkind: ConfigMap\n',
      [SINGLE],
      '1:1 this is a manifest of Kubernetes, not the config.yaml of the gateway',
    ],
    [
      'of Helm',
      'discovery: {enabled: true}\n',
      [SINGLE],
      '1:1 these are values of the Helm chart, not the config.yaml of the gateway',
    ],
    ['of routes', 'routes: []\n', [SINGLE], '1:1 these are routes of the gateway (apisix.yaml), not its config.yaml'],
    ['with a list as discovery', 'discovery: [a]\n', [SINGLE], '1:12 discovery is no map here'],
    ['with text as kubernetes', 'discovery:\n  kubernetes: on\n', [SINGLE], '2:15 kubernetes is no map here'],
    ['with text as the list', 'discovery:\n  kubernetes: on\n', [EAST], '2:15 kubernetes is no list here'],
    ['with a list as service', block('service: [a]'), [SINGLE], '3:14 service is no map here'],
    ['with a map as host', block('service: {host: {a: b}}'), [SINGLE], '3:21 host is no text here'],
    [
      'for one cluster, with ids',
      block('service: {}'),
      [EAST],
      '3:5 this config has one cluster without an id, and the set-up is for clusters with ids',
    ],
    [
      'for the own cluster, with ids',
      'discovery:\n  kubernetes: {}\n',
      [EAST],
      '2:15 this config has one cluster without an id, and the set-up is for clusters with ids',
    ],
    [
      'for several, without',
      block('- id: a'),
      [SINGLE],
      '3:5 this config has a list of clusters, and the set-up is for one without an id',
    ],
    ['with a key twice', 'discovery: {}\ndiscovery: {}\n', [SINGLE], '2:1 the key discovery stands here a second time'],
    [
      'with a key without a colon',
      'discovery: {kubernetes: {service}}\n',
      [SINGLE],
      '1:26 this YAML is written in a way that cannot be edited here',
    ],
    ...[
      ['an alias', lines('x: &s {host: a}', 'discovery: {kubernetes: {service: *s}}'), '2:35'] as const,
      ['an anchor', block('service: &s {host: a}', 'client: {token: a}'), '3:17'] as const,
      ['an anchored text', block('service: {host: &h a}'), '3:24'] as const,
      ['a merge key', lines('x: &s {port: "1"}', 'discovery: {kubernetes: {service: {<<: *s, host: a}}}'), '2:36'] as const,
      ['a list of an alias', lines('x: &s {id: a}', 'discovery: {kubernetes: [*s]}'), '2:26'] as const,
    ].map(([what, text, place]): [string, string, readonly GatewayEntry[], string] => [
      `with ${what}`,
      text,
      [what.startsWith('a list') ? EAST : SINGLE],
      `${place} an anchor or alias stands here, so an edit could change other places, too`,
    ]),
  ])('%s', (_, text, entries, message) => {
    try {
      merged(text, entries);
      expect.unreachable('it was merged');
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.hint).toBeDefined();
      expect(`${error.place?.line}:${error.place?.column} ${error.message}`).toBe(message);
      expect(error.place?.path).toBe('config.yaml');
    }
  });
});

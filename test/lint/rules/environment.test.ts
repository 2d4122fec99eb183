import { describe, expect, it, test } from 'vitest';
import { lintFiles } from '../../support/lint.ts';
import type { LintFilesOptions } from '../../support/lint.ts';

const POD = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };

const DEFAULTS = 'discovery:\n  kubernetes: {}\n';

const cluster = ({ host = 'api.example.com', port = '"6443"', client = 'token_file: /etc/apisix/token', rest = '' }) =>
  `discovery:
  kubernetes:
    service:
      host: ${host}
      port: ${port}
    client:
      ${client}
${rest}`;

/** What the rules about the environment say, beside those of other series. */
async function said(text: string, options: LintFilesOptions = {}): Promise<readonly string[]> {
  const { lines } = await lintFiles({ 'config.yaml': text }, options);
  return lines.filter((line) => / E\d\d /.test(line)).map((line) => line.replace('config.yaml:', ''));
}

const at = (...versions: readonly string[]) => versions.flatMap((version) => ['--gateway-version', version]);

describe('E01: 2.13.x hands on only what nginx_config.envs lists', () => {
  const missing = (variables: string) =>
    `2:3 error E01 Discovery cannot read ${variables}: nginx hands on only the variables that nginx_config.envs lists`;

  it.each<[string, string, readonly string[], readonly string[]]>([
    ['the defaults', DEFAULTS, at('2.13.0'), [missing('KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT')]],
    ['2.14.1 exports them itself', DEFAULTS, at('2.14.1'), []],
    [
      'one of two listed',
      `${DEFAULTS}nginx_config: {envs: [KUBERNETES_SERVICE_HOST]}\n`,
      at('2.13.3'),
      [missing('KUBERNETES_SERVICE_PORT')],
    ],
    [
      'listed, one with its value',
      `${DEFAULTS}nginx_config: {envs: [KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT=443]}\n`,
      at('2.13.3'),
      [],
    ],
    [
      'what ${{VAR}} names anywhere is exported as well',
      cluster({ client: 'token: ${K8S_TOKEN}', rest: 'apisix:\n  id: ${{K8S_TOKEN:=x}}\n' }),
      at('2.13.3'),
      [],
    ],
    [
      'a variable of its own',
      cluster({ client: 'token: ${K8S_TOKEN}' }),
      at('2.13.3', '3.18.0'),
      ['7:14 error E01 Discovery cannot read K8S_TOKEN: nginx hands on only the variables that nginx_config.envs lists'],
    ],
    ['no variable', cluster({}), at('2.13.3'), []],
  ])('%s', async (_title, text, flags, findings) => {
    expect(await said(text, { flags })).toEqual(findings);
  });
});

describe('variables that are not set', () => {
  const isGateway = { flags: ['--check-env'] };

  it.each<[string, string, LintFilesOptions, readonly string[]]>([
    [
      'E02: the defaults outside a pod',
      DEFAULTS,
      isGateway,
      ['2:3 error E02 KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set: discovery does not start'],
    ],
    [
      'E02: a misspelt key is why the gateway looks for them',
      'discovery:\n  kubernetes:\n    servce: {host: 10.1.0.5, port: "6443"}\n    client: {token_file: /t}\n',
      isGateway,
      [
        '2:3 error E02 The gateway does not know servce and finds no service, and KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set: discovery does not start',
      ],
    ],
    [
      'E02: so is one in the service',
      'discovery:\n  kubernetes:\n    service: {hst: 10.1.0.5, port: "6443"}\n    client: {token_file: /t}\n',
      isGateway,
      [
        '3:5 error E02 The gateway does not know hst and finds no host, and KUBERNETES_SERVICE_HOST is not set: discovery does not start',
      ],
    ],
    ["an environment that is not the gateway's says nothing of them", DEFAULTS, {}, []],
    ['the defaults in a pod', DEFAULTS, { ...isGateway, env: POD }, []],
    [
      'E02: a host without port in the environment',
      DEFAULTS,
      { ...isGateway, env: { KUBERNETES_SERVICE_HOST: '10.96.0.1' } },
      ['2:3 error E02 KUBERNETES_SERVICE_PORT is not set: discovery does not start'],
    ],
    [
      'E02: a host without port in any environment',
      DEFAULTS,
      { env: { KUBERNETES_SERVICE_HOST: '10.96.0.1' } },
      ['2:3 warning E02 KUBERNETES_SERVICE_PORT is not set: discovery does not start'],
    ],
    [
      'E02: the name that pods use, with the default port',
      'discovery:\n  kubernetes:\n    service: {host: kubernetes.default.svc}\n',
      isGateway,
      ['3:5 error E02 KUBERNETES_SERVICE_PORT is not set: discovery does not start'],
    ],
    [
      'E08: a variable of its own',
      cluster({ host: '${K8S_HOST}', client: 'token_file: ${TOKEN_PATH}' }),
      isGateway,
      [
        '4:13 error E08 K8S_HOST is not set, which service.host refers to',
        '7:19 error E08 TOKEN_PATH is not set, which client.token_file refers to',
      ],
    ],
    ['a variable of its own, in another environment', cluster({ host: '${K8S_HOST}' }), {}, []],
    ['a variable that is set', cluster({ host: '${K8S_HOST}' }), { ...isGateway, env: { K8S_HOST: 'api' } }, []],
    [
      'E08: of one cluster of several',
      `discovery:
  kubernetes:
    - id: a1
      service: {host: "\${A_HOST}", port: "6443"}
      client: {token_file: /a}
    - id: b2
      service: {host: b.example.com, port: "\${B_PORT}"}
      client: {token_file: /b}
`,
      { ...isGateway, env: { A_HOST: 'a' } },
      ['7:44 error E08 B_PORT is not set, which service.port of cluster b2 refers to'],
    ],
    [
      'E07: ${{VAR}} in the environment of the gateway',
      cluster({ client: 'token: ${{K8S_TOKEN}}' }),
      isGateway,
      ['7:14 error E07 The environment variable K8S_TOKEN is not set, and ${{K8S_TOKEN}} has no default'],
    ],
    [
      'E07: ${{VAR}} in another environment',
      cluster({ client: 'token: ${{K8S_TOKEN}}' }),
      {},
      [
        "7:14 warning E07 The environment variable K8S_TOKEN is not set, and ${{K8S_TOKEN}} has no default. That holds for this environment; give the gateway's with -E FILE.",
      ],
    ],
    ['${{VAR}} with a default', cluster({ client: 'token: ${{K8S_TOKEN:=abc}}' }), isGateway, []],
  ])('%s', async (_title, text, options, findings) => {
    expect(await said(text, options)).toEqual(findings);
  });

  it('an env file stands for the environment of the gateway', async () => {
    const files = { 'config.yaml': cluster({ host: '${K8S_HOST}', port: '${K8S_PORT}' }), '.env': 'export K8S_PORT="6443"\n' };
    const { lines } = await lintFiles(files, { flags: ['--env-file', '.env'], env: { K8S_HOST: 'api' } });
    expect(lines.filter((line) => line.includes(' E'))).toEqual([
      'config.yaml:4:13 error E08 K8S_HOST is not set, which service.host refers to',
    ]);
  });
});

describe('E03: names of which one begins the other', () => {
  const file = cluster({ client: 'token_file: ${K8S_TOKEN_FILE}' });
  const shadowed =
    '7:19 warning E03 K8S_TOKEN_FILE may get the value of K8S_TOKEN: nginx.conf sets K8S_TOKEN, and its name begins the other';

  it.each<[string, string, readonly string[], readonly string[]]>([
    ['a value in nginx_config.envs', `${file}nginx_config: {envs: [K8S_TOKEN=x]}\n`, at('3.17.0'), [shadowed]],
    ['the longer name first', `${file}nginx_config: {envs: [K8S_TOKEN_FILE=/t, K8S_TOKEN=x]}\n`, at('3.17.0'), []],
    ['a name without value', `${file}nginx_config: {envs: [K8S_TOKEN]}\n`, at('3.17.0'), []],
    ['3.18.0 compares whole names', `${file}nginx_config: {envs: [K8S_TOKEN=x]}\n`, at('3.18.0'), []],
    ['${{VAR}} has a value before 3.11.0', `${file}apisix: {id: "\${{K8S_TOKEN:=x}}"}\n`, at('3.10.0', '3.11.0'), [shadowed]],
    [
      'two references',
      `discovery:
  kubernetes:
    - id: a1
      service: {host: a.example.com, port: "6443"}
      client: {token: "\${K8S_TOKEN}"}
    - id: b2
      service: {host: b.example.com, port: "6443"}
      client: {token_file: "\${K8S_TOKEN_FILE}"}
`,
      at('3.17.0'),
      [
        '8:28 info E03 The name K8S_TOKEN begins the name K8S_TOKEN_FILE: where nginx.conf has env K8S_TOKEN=…, the gateway mixes them up',
      ],
    ],
    ['no beginning of one another', `${file}nginx_config: {envs: [K8S_HOST=x]}\n`, at('3.17.0'), []],
  ])('%s', async (_title, text, flags, findings) => {
    expect(await said(text, { flags })).toEqual(findings);
  });
});

test('a port in double braces is to have single ones, and no default', async () => {
  const { report } = await lintFiles({ 'config.yaml': cluster({ host: '${{K8S_HOST}}', port: '${{K8S_PORT}}' }) });
  const hints = report.files.flatMap(({ findings }) => findings.map(({ line, id, hint }) => `${line} ${id} ${hint}`));
  expect(hints).toEqual([
    '4 E07 Set it where the gateway starts, or give it a default: ${{K8S_HOST:=default}}',
    '5 C06 Write ${K8S_PORT} instead of ${{K8S_PORT}}: it stays text',
    '5 E07 Set it where the gateway starts',
  ]);
});

describe('E04 and E06: variables that hold no host or port', () => {
  const flags = ['--check-env'];

  it.each<[string, string, LintFilesOptions, readonly string[]]>([
    [
      'KUBERNETES_PORT is an address',
      cluster({ host: '${KUBERNETES_SERVICE_HOST}', port: '${KUBERNETES_PORT}' }),
      {},
      ['5:13 error E04 In a pod KUBERNETES_PORT is tcp://ADDRESS:PORT, which is no port'],
    ],
    [
      'an address in the environment',
      cluster({ port: '${KUBERNETES_PORT}' }),
      { flags, env: { KUBERNETES_PORT: 'tcp://10.96.0.1:443' } },
      ['5:13 error E04 ${KUBERNETES_PORT} is "tcp://10.96.0.1:443", which is no port (discovery.kubernetes.service.port)'],
    ],
    [
      'an empty host',
      DEFAULTS,
      { flags, env: { ...POD, KUBERNETES_SERVICE_HOST: '' } },
      ['2:3 error E04 ${KUBERNETES_SERVICE_HOST} is empty (discovery.kubernetes.service.host)'],
    ],
    [
      'a port beyond 65535',
      cluster({ port: '${K8S_PORT}' }),
      { flags, env: { K8S_PORT: '70000' } },
      ['5:13 error E04 ${K8S_PORT} is "70000", which is no port (discovery.kubernetes.service.port)'],
    ],
    [
      'a port in another environment',
      cluster({ port: '${K8S_PORT}' }),
      { env: { K8S_PORT: '' } },
      ['5:13 warning E04 ${K8S_PORT} is "", which is no port (discovery.kubernetes.service.port)'],
    ],
    ['good values', cluster({ host: '${A}', port: '${B}' }), { flags, env: { A: 'api', B: '6443' } }, []],
    [
      'an IPv6 address',
      DEFAULTS,
      { flags, env: { ...POD, KUBERNETES_SERVICE_HOST: 'fd00::1' } },
      [
        '2:3 error E06 ${KUBERNETES_SERVICE_HOST} is the IPv6 address fd00::1 without brackets, which the gateway cannot read (discovery.kubernetes.service.host)',
      ],
    ],
    [
      'an IPv6 address in another environment',
      cluster({ host: '${K8S_HOST}' }),
      { env: { K8S_HOST: 'fd00::1' } },
      [
        '4:13 warning E06 ${K8S_HOST} is the IPv6 address fd00::1 without brackets, which the gateway cannot read (discovery.kubernetes.service.host)',
      ],
    ],
    ['an IPv6 address in brackets', DEFAULTS, { flags, env: { ...POD, KUBERNETES_SERVICE_HOST: '[fd00::1]' } }, []],
  ])('%s', async (_title, text, options, findings) => {
    expect(await said(text, options)).toEqual(findings);
  });
});

describe('E05: references that are not the whole value', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'text before it',
      cluster({ client: 'token: x${TOK}' }),
      ['7:14 error E05 client.token holds more than a reference, so nothing in it is replaced'],
    ],
    [
      'two of them',
      cluster({ client: 'token: ${A}${B}' }),
      ['7:14 error E05 client.token is taken for one reference, to a variable named A}${B'],
    ],
    [
      'part of a path',
      cluster({ client: 'token_file: /run/${NAME}/token' }),
      ['7:19 error E05 client.token_file holds more than a reference, so nothing in it is replaced'],
    ],
    [
      'selectors',
      cluster({ rest: '    label_selector: app=${APP}\n    namespace_selector:\n      match: ["${NS}-.*", "a.*$"]\n' }),
      [
        '8:21 error E05 In label_selector no ${VAR} is replaced: it counts as written',
        '10:15 error E05 In namespace_selector.match no ${VAR} is replaced: it counts as written',
      ],
    ],
    ['the whole value', cluster({ client: 'token: ${TOK}' }), []],
    ['${{VAR}} counts anywhere', cluster({ client: 'token: x${{TOK:=y}}' }), []],
  ])('%s', async (_title, text, findings) => {
    expect(await said(text)).toEqual(findings);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDiscoveryConfig } from '../../../src/apisix/discovery-config/parse.ts';
import { NEWEST_RELEASE, releaseOf } from '../../../src/apisix/release.ts';
import { problemLine } from '../../support/problems.ts';

const environment: Readonly<Record<string, string>> = { PORT: '6443', WHICH: 'kubernetes' };

function parse(text: string, release: string = NEWEST_RELEASE) {
  return parseDiscoveryConfig(text, { release: releaseOf(release), env: (name) => environment[name] });
}

function lines(...text: readonly string[]): string {
  return `${text.join('\n')}\n`;
}

function problemsOf(text: string, release?: string): readonly string[] {
  const parsed = parse(text, release);
  return parsed.ok ? [] : parsed.problems.map(problemLine);
}

const inCluster = {
  id: undefined,
  service: { schema: 'https', host: '${KUBERNETES_SERVICE_HOST}', port: '${KUBERNETES_SERVICE_PORT}', sslVerify: false },
  client: { kind: 'token-file', path: '/var/run/secrets/kubernetes.io/serviceaccount/token' },
  namespaceSelector: undefined,
  labelSelector: undefined,
  defaultWeight: 50,
  watchEndpointSlices: false,
  sharedSize: '64m',
};

describe('an accepted config', () => {
  it('fills in the in-cluster defaults', () => {
    const raw = {
      service: { schema: 'https', host: '${KUBERNETES_SERVICE_HOST}', port: '${KUBERNETES_SERVICE_PORT}' },
      client: { token_file: '/var/run/secrets/kubernetes.io/serviceaccount/token' },
      default_weight: 50,
      shared_size: '64m',
      watch_endpoint_slices: false,
    };
    const expected = { ok: true, config: { mode: 'single', clusters: [inCluster], raw }, notes: [] };
    expect(parse('discovery: {kubernetes: {}}')).toEqual(expected);
    expect(parse('discovery: {kubernetes: []}')).toEqual(expected);
    expect(parse(lines('discovery:', '  kubernetes:', '    service: ~', '    client: {token: ~}'))).toEqual(expected);
  });

  it('is one cluster as a map, whatever its id', () => {
    const parsed = parse(
      lines(
        'apisix: {ssl: {ssl_trusted_certificate: /etc/ssl/cluster.pem}}',
        'discovery:',
        '  kubernetes:',
        '    id: ignored',
        '    service: {schema: http, host: k8s.example.com, port: "6443", ssl_verify: true}',
        '    client: {token: "${TOKEN}"}',
        '    namespace_selector: {not_match: ["kube-.*"]}',
        '    label_selector: app=web',
        '    default_weight: 10',
        '    watch_endpoint_slices: true',
      ),
    );
    expect(parsed).toMatchObject({ ok: true, trustedCertificate: '/etc/ssl/cluster.pem', notes: [] });
    expect(parsed.ok && parsed.config.clusters).toEqual([
      {
        id: undefined,
        service: { schema: 'http', host: 'k8s.example.com', port: '6443', sslVerify: true },
        client: { kind: 'token', token: '${TOKEN}' },
        namespaceSelector: { kind: 'not-match', patterns: ['kube-.*'] },
        labelSelector: 'app=web',
        defaultWeight: 10,
        watchEndpointSlices: true,
        sharedSize: '64m',
      },
    ]);
  });

  it('is several clusters as a list', () => {
    const parsed = parse(
      lines(
        'discovery:',
        '  kubernetes:',
        '  - {id: a, service: {host: a, port: "1"}, client: {token: x}}',
        '  - {id: b, service: {host: b, port: "2"}, client: {token_file: /b}, namespace_selector: {equal: default}}',
      ),
    );
    expect(parsed.ok && parsed.config.mode).toBe('multi');
    expect(parsed.ok && parsed.config.clusters).toEqual([
      {
        ...inCluster,
        id: 'a',
        service: { schema: 'https', host: 'a', port: '1', sslVerify: false },
        client: { kind: 'token', token: 'x' },
      },
      {
        ...inCluster,
        id: 'b',
        service: { schema: 'https', host: 'b', port: '2', sslVerify: false },
        client: { kind: 'token-file', path: '/b' },
        namespaceSelector: { kind: 'equal', namespace: 'default' },
      },
    ]);
  });

  it('ignores keys its release does not know', () => {
    const text = 'discovery: {kubernetes: {service: {ssl_verify: true}, client: {token: x}, watch_endpoint_slices: true}}';
    const settings = (release: string) => {
      const parsed = parse(text, release);
      const [cluster] = parsed.ok ? parsed.config.clusters : [];
      return [cluster?.service.sslVerify, cluster?.watchEndpointSlices];
    };
    expect(settings('3.8.0')).toEqual([false, false]);
    expect(settings('3.16.0')).toEqual([false, true]);
    expect(settings('3.17.0')).toEqual([true, true]);
  });

  it.each([
    ['3.18.0', 'shared_size: 128m', '', '128m'],
    ['3.17.0', 'shared_size: 8m', '', '8m'],
    ['3.18.0', 'default_weight: 1', '', '64m'],
    ['3.17.0', 'default_weight: 1', '', '1m'],
    ['3.17.0', 'default_weight: 1', 'nginx_config: {http: {lua_shared_dict: {kubernetes: 4m}}}', '1m'],
    ['2.15.3', 'shared_size: 8m', '', '1m'],
    ['2.15.3', 'shared_size: 8m', 'nginx_config: {http: {lua_shared_dict: {kubernetes: 4m}}}', '4m'],
    ['2.15.3', 'shared_size: 8m', 'nginx_config: {http: {lua_shared_dict: {kubernetes: ~}}}', '1m'],
  ])('in %s with %j %s has a dict of %s', (release, setting, beside, size) => {
    const parsed = parse(lines('discovery:', '  kubernetes:', '    client: {token: x}', `    ${setting}`, beside), release);
    expect(parsed.ok && parsed.config.clusters.map(({ sharedSize }) => sharedSize)).toEqual([size]);
  });

  it('notes what the gateway decides in silence', () => {
    const parsed = parse(
      lines('discovery:', '  kubernetes:', '    client:', '      token: a', '      token_file: /b', '      token: c'),
    );
    expect(parsed.ok && parsed.config.clusters[0]?.client).toEqual({ kind: 'token', token: 'c' });
    expect(parsed.ok && parsed.notes.map(problemLine)).toEqual([
      'C37 6:7 The key token stands here a second time; the gateway takes the last one → Remove one of them',
      'C10 5:7 client.token_file is not read, because client.token is set → Keep one of them',
    ]);
  });

  it('may have merge keys, a byte order mark, Windows line ends and references in keys', () => {
    const text = 'x: &x {token: abc}\r\ndiscovery:\r\n  ${{WHICH}}:\r\n    client:\r\n      <<: *x\r\n';
    const parsed = parse(`\uFEFF${text}`);
    expect(parsed.ok && parsed.config.clusters).toEqual([{ ...inCluster, client: { kind: 'token', token: 'abc' } }]);
    expect(problemsOf(text, '3.4.0')).toHaveLength(1);
  });
});

describe('a rejected config', () => {
  const HOST = 'but must be a lower-case DNS name, an IPv4 address or ${VAR}';
  const PORT = 'but must be a port from 1 to 65535 written as text, or ${VAR}';
  const TOKEN = 'but must be one line of at most 4096 characters A-Z a-z 0-9 + / . _ = - as text, or ${VAR}';

  it.each([
    ['port: 6443', `C01 4:13 ~.port is the number 6443, ${PORT} → Write port: "6443"`],
    ['port: 06443', `C01 4:13 ~.port is the number 3363 (written 06443), ${PORT} → Write port: "6443"`],
    [
      'port: "${{PORT}}"',
      `C06 4:13 ~.port is the number 6443 (written \${{PORT}}), ${PORT} → Write \${PORT} instead of \${{PORT}}: it stays text`,
    ],
    ['port: "${P1}"', `C05 4:13 ~.port is "\${P1}", ${PORT} → The name of the variable must not end in a digit: rename it`],
    [
      'host: https://h.example:6443/',
      `C02 4:13 ~.host is "https://h.example:6443/", ${HOST} → Split it: schema: https, host: h.example, port: "6443"`,
    ],
    ['host: "::1"', `C03 4:13 ~.host is "::1", ${HOST} → IPv6 is not accepted here: use a DNS name or an IPv4 address`],
    ['host: K8S.example.', `C04 4:13 ~.host is "K8S.example.", ${HOST} → Write host: k8s.example`],
    ['host: x${H}', `C04 4:13 ~.host is "x\${H}", ${HOST} → Only a reference that is the whole value is replaced: \${VAR}`],
    ['schema: HTTPS', 'C36 4:15 ~.schema is "HTTPS", but must be http or https → Write schema: https'],
    ['ssl_verify: "true"', 'C36 4:19 ~.ssl_verify is "true", but must be true or false without quotes → Remove the quotes: true'],
  ])('names what is wrong with service.%s', (setting, problem) => {
    const text = lines('discovery:', '  kubernetes:', '    service:', `      ${setting}`);
    expect(problemsOf(text)).toEqual([problem.replace('~', 'discovery.kubernetes.service')]);
  });

  it.each([
    ['token: Bearer abc', `C11 4:14 ~.token begins with Bearer, ${TOKEN} → Leave "Bearer " out: the gateway adds it`],
    ['token: 12345', `C11 4:14 ~.token is a number, ${TOKEN} → Quote it`],
    ['token: "abc\\ndef"', `C11 4:14 ~.token has a line break at character 4, ${TOKEN} → Put the token on one line`],
    [
      'token: "abc def"',
      `C11 4:14 ~.token has a blank at character 4, ${TOKEN} → Remove the blanks and newlines in and around it; in a block write |- instead of |`,
    ],
    [
      'token: "\'abc"',
      `C11 4:14 ~.token has a quote at character 1, ${TOKEN} → Copy the token again, without quotes or other marks`,
    ],
    [
      'token: abc*',
      `C11 4:14 ~.token has what no token has at character 4, ${TOKEN} → Copy the token again, without quotes or other marks`,
    ],
    ['token: <TOKEN>', `C11 4:14 ~.token is a placeholder, ${TOKEN} → Fill in the token of a service account`],
    [`token: ${'a'.repeat(5000)}`, `C11 4:14 ~.token has 5000 characters, ${TOKEN} → Use token_file`],
    [
      'token: "${T1}"',
      `C05 4:14 ~.token names a variable that ends in a digit, ${TOKEN} → The name of the variable must not end in a digit: rename it`,
    ],
    [
      'token_file: C:\\x',
      'C12 4:19 ~.token_file is "C:\\x", but must be a path of 1 to 500 characters without : * ? " < > | → ' +
        'Write the path of a file, such as /var/run/secrets/kubernetes.io/serviceaccount/token',
    ],
  ])('names what is wrong with client.%s, and never the token', (setting, problem) => {
    const text = lines('discovery:', '  kubernetes:', '    client:', `      ${setting}`);
    expect(problemsOf(text)).toEqual([problem.replace('~', 'discovery.kubernetes.client')]);
  });

  it.each([
    [
      'service: https://x',
      'C02 3:14 ~.service is "https://x", but must be a map → Write a map: service: {schema: https, host: …, port: "6443"}',
    ],
    [
      'namespace_selector: {equal: a, match: [b]}',
      'C14 3:5 ~.namespace_selector has equal and match, but only one of them is allowed → Keep one of equal, match',
    ],
    [
      'namespace_selector: {~: a}',
      'C14 3:5 ~.namespace_selector has none of equal, not_equal, match, not_match → ' +
        'Write one of equal, not_equal, match, not_match',
    ],
    [
      'namespace_selector: {equals: a}',
      'C14 3:5 ~.namespace_selector has none of equal, not_equal, match, not_match, only equals → ' +
        'Write one of equal, not_equal, match, not_match',
    ],
    [
      'namespace_selector: {equal: no}',
      'C36 3:33 ~.namespace_selector.equal is the boolean false (written no), but must be a namespace as text → Quote it: "no"',
    ],
    [
      'namespace_selector: {match: ["a b"]}',
      'C36 3:34 ~.namespace_selector.match[0] is "a b", but must be a regular expression as text, without blanks → ' +
        'Remove the blanks: one pattern per item',
    ],
    [
      'namespace_selector: {match: []}',
      'C36 3:33 ~.namespace_selector.match is empty, but must be a list of at least one regular expression → ' +
        'Write at least one pattern: match: ["my-.*"]',
    ],
    [
      'label_selector: {a: b}',
      'C17 3:21 ~.label_selector is a map, but must be text → Write it as text: label_selector: "app=web,tier!=cache"',
    ],
    [
      'default_weight: "50"',
      'C36 3:21 ~.default_weight is "50", but must be an integer from 0 on → Remove the quotes: default_weight: 50',
    ],
    ['default_weight: -1', 'C36 3:21 ~.default_weight is the number -1, but must be an integer from 0 on'],
    [
      'shared_size: 1g',
      'C13 3:18 ~.shared_size is "1g", but must be megabytes such as 64m, at most 99m before APISIX 3.13.0 → ' +
        'Write a number of megabytes with a small m: 64m',
    ],
  ])('names what is wrong with %s', (setting, problem) => {
    const text = lines('discovery:', '  kubernetes:', `    ${setting}`);
    expect(problemsOf(text)).toEqual([problem.replace('~', 'discovery.kubernetes')]);
  });

  it('points at the parent of every missing key of a list', () => {
    const text = lines('discovery:', '  kubernetes:', '  - id: A', '    service: {host: h}', '    client: {}', '  - x');
    expect(problemsOf(text)).toEqual([
      'C08 3:9 discovery.kubernetes[0].id is "A", but must be 1 to 8 lower-case letters and digits as text, up to 64 from APISIX 3.14.0 on → ' +
        'Choose a short name of lower-case letters and digits: every service_name starts with it',
      'C07 4:5 discovery.kubernetes[0].service lacks port: a list of clusters has no defaults → Add port: "6443"',
      'C07 5:5 discovery.kubernetes[0].client has none of token, token_file → ' +
        'Add token_file: /var/run/secrets/kubernetes.io/serviceaccount/token, or token',
      'C36 6:5 discovery.kubernetes[1] is "x", but must be a map → Write each cluster as a map with id, service and client',
    ]);
  });

  it('is judged by its release', () => {
    const both = lines('discovery:', '  kubernetes:', '    client:', '      token: a', '      token_file: /b');
    expect(problemsOf(both, '3.0.0')).toEqual([]);
    expect(problemsOf(both, '2.15.3')).toEqual([
      'C10 3:5 discovery.kubernetes.client has token and token_file, but only one of them is allowed → Keep one of token, token_file',
    ]);
    const list = lines('discovery:', '  kubernetes:', '  - {id: abcdefghi, service: {host: h, port: "1"}, client: {token: a}}');
    expect(problemsOf(list, '3.14.0')).toEqual([]);
    expect(problemsOf(list, '3.13.0')).toEqual([
      'C08 3:10 discovery.kubernetes[0].id is "abcdefghi", but must be 1 to 8 lower-case letters and digits as text, ' +
        'up to 64 from APISIX 3.14.0 on → At most 8 characters before APISIX 3.14.0',
    ]);
    expect(problemsOf(lines('discovery:', '  kubernetes:', '    shared_size: 200m'), '3.9.1')).toEqual([
      'C13 3:18 discovery.kubernetes.shared_size is "200m", but must be megabytes such as 64m, at most 99m before APISIX 3.13.0 → ' +
        'At most 99m before APISIX 3.13.0',
    ]);
    expect(problemsOf(list, '2.15.3')).toEqual([
      'C36 3:3 discovery.kubernetes is a list, but must be a map: this release knows one cluster only → ' +
        'Write the one cluster as a map; a list of clusters needs APISIX 3.0.0 or newer',
    ]);
  });

  it('names every variable that is not set', () => {
    expect(problemsOf(lines('a: "${{A}} ${{B:=x}}"', 'b: ${{C}}'))).toEqual([
      'E07 1:4 The environment variable A is not set, and ${{A}} has no default → ' +
        'Set it where the gateway starts, or give it a default: ${{A:=default}}',
      'E07 2:4 The environment variable C is not set, and ${{C}} has no default → ' +
        'Set it where the gateway starts, or give it a default: ${{C:=default}}',
    ]);
  });
});

describe('a config the gateway accepts without discovering anything', () => {
  const MISSING = 'discovery.kubernetes is missing, so Kubernetes discovery is off';
  const ELSEWHERE = 'where the gateway does not look, so Kubernetes discovery is off →';
  const NEW_KEY = 'Write discovery: at the top of the file, and move it under that';
  const EMPTY = 'discovery.kubernetes has no value, so Kubernetes discovery is off';

  it.each([
    ['', `--- 1:1 ${MISSING} → Add at the top of the file: discovery: {kubernetes: {}}`],
    ['discovery:\n', `C21 1:1 ${MISSING} → Write kubernetes: {} under discovery`],
    ['discovery: {}\n', `C21 1:1 ${MISSING} → Write kubernetes: {} under discovery`],
    ['discovery: {nacos: {host: [http://n:8848]}}\n', `--- 1:1 ${MISSING} → Write kubernetes: {} under discovery`],
    ['kubernetes: {}\n', `C21 1:1 kubernetes stands at the top of the file, ${ELSEWHERE} ${NEW_KEY}`],
    ['apisix:\n  discovery:\n    kubernetes: {}\n', `C21 3:5 kubernetes stands under apisix.discovery, ${ELSEWHERE} ${NEW_KEY}`],
    [
      'discovery:\n  registry:\n    kubernetes: {}\n',
      `C21 3:5 kubernetes stands under discovery.registry, ${ELSEWHERE} Move it under discovery, which stands at the top of the file`,
    ],
    [
      'discovery:\n- kubernetes: {}\n',
      'C21 1:1 discovery is a list, but must be a map, so Kubernetes discovery is off → ' +
        'Write discovery: {kubernetes: {}}, without the dash',
    ],
    [
      'discovery:\n  kubernetes:\nservice: {}\n',
      `C20 2:3 ${EMPTY} → Write kubernetes: {} for the cluster the gateway runs in, or indent what follows under it`,
    ],
  ])('says where the block should be: %j', (text, problem) => {
    const parsed = parse(text);
    expect(parsed).toMatchObject({ ok: false, accepted: true });
    expect(problemsOf(text)).toEqual([problem]);
  });

  it('says which id comes twice', () => {
    const cluster = '  - {id: a, service: {host: h, port: "1"}, client: {token: x}}';
    const text = lines('discovery:', '  kubernetes:', cluster, cluster);
    expect(parse(text)).toMatchObject({ ok: false, accepted: true });
    expect(problemsOf(text)).toEqual([
      'C09 4:10 The id "a" is taken by the cluster at line 3: discovery starts in no worker → Give each cluster an id of its own',
    ]);
  });
});

describe('malformed YAML', () => {
  it.each([
    ['a: b: c\n', '1:4', 'a map cannot start on the line of its key'],
    ['a:\n\tb: 1\n', '2:1', 'a tab stands where only spaces may'],
    ['a: @x\n', '1:4', 'a value without quotes cannot start with this character'],
    ['a: [1\nb: 2\n', '1:4', 'a quote, a comma, a colon or a closing bracket is missing'],
    ['a: {b: [c]\nd: {e: f}\n', '1:4', 'a quote, a comma, a colon or a closing bracket is missing'],
    ['a: *****\n', '1:4', 'this reads as an alias (*name), and no such anchor is set before it'],
    ['a: &abc.def\n', '1:12', 'a value without quotes cannot start with this character'],
    ['a: "\\d"\n', '1:5', 'this escape does not exist between double quotes'],
    ['a: &a [*a]\n', '1:8', 'this reads as an alias (*name), and no such anchor is set before it'],
    ['<<: x\n', '1:5', '<< takes a map'],
    ['a: !!int x\n', '1:10', 'the value does not fit its tag'],
    ['a: \u0001\n', '1:4', 'a control character stands here'],
    ['a: 1\n---\nb: "x\n', '4:1', 'a quote, a comma, a colon or a closing bracket is missing'],
  ])('is one problem with its place: %j', (text, place, words) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`C34 ${place} Cannot read YAML: ${words}`);
  });

  it('refuses text where a map belongs', () => {
    expect(problemsOf('hello\n')).toEqual(['C36 1:1 config.yaml is text, but must be a map']);
    expect(problemsOf('discovery: nacos\n')).toEqual([
      'C36 1:12 discovery is "nacos", but must be a map → Write discovery: {kubernetes: {}}',
    ]);
  });

  it('reads an alias as what its anchor was last set on', () => {
    const text = lines('a: &t {token: a}', 'b: &t {token: b}', 'discovery: {kubernetes: {client: *t}}', 'c: &t {token: c}');
    const parsed = parse(text);
    expect(parsed.ok && parsed.config.clusters[0]?.client).toEqual({ kind: 'token', token: 'b' });
  });

  it('bounds what aliases expand to', () => {
    const levels = Array.from(
      'bcdefghi',
      (name, level) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[level]}`).join(',')}]`,
    );
    expect(problemsOf(lines('a: &a [x,x,x,x,x,x,x,x,x]', ...levels))[0]).toContain('aliases make more than 100000 values');
  });

  it('ends at any depth and any length', () => {
    expect(problemsOf('['.repeat(50_000))).toHaveLength(1);
    expect(problemsOf('- '.repeat(20_000))).toHaveLength(1);
    expect(problemsOf(`x: "${'${{a'.repeat(100_000)}"`)).toHaveLength(1);
    expect(problemsOf(`x: "\${{A:=a${' '.repeat(100_000)}b}}"`)).toHaveLength(1);
    expect(problemsOf(`x: "\${{A:=${'1'.repeat(100_000)}b}}"`)).toHaveLength(1);
    expect(problemsOf(lines('x: &x 1', 'y:', ...Array<string>(20_000).fill('- *x')))).toHaveLength(1);
    for (const host of [`\${${'A'.repeat(100_000)}1}`, 'a-'.repeat(100_000), '${'.repeat(100_000)]) {
      expect(
        problemsOf(JSON.stringify({ discovery: { kubernetes: { service: { host }, client: { token: host } } } })),
      ).toHaveLength(2);
    }
  });

  it('never throws', () => {
    const sample = lines(
      'discovery:',
      '  kubernetes:',
      '  - &a {id: a, service: {host: h, port: "1"}, client: {token: "${{T:=x}}"}}',
      '  - <<: *a',
      '    namespace_selector:',
      '      match: ["a|b", ~]',
    );
    const piece = fc.constantFrom(
      '\n',
      ' ',
      '\t',
      '  ',
      ':',
      '-',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '&a',
      '*a',
      '<<',
      '!!int',
      '|',
      '~',
      '${{',
      '0x1',
      '#',
    );
    const edit = fc.tuple(fc.nat(sample.length), fc.nat(3), piece);
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), fc.constantFrom('2.13.0', '3.9.0', NEWEST_RELEASE), (edits, release) => {
        const text = edits.reduce((before, [at, cut, insert]) => before.slice(0, at) + insert + before.slice(at + cut), sample);
        const parsed = parse(text, release);
        expect(parsed.ok || parsed.problems.length > 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { judgeConfig } from '../../src/apisix/judge-config.ts';
import { NEWEST_RELEASE, releaseOf } from '../../src/apisix/release.ts';
import { located } from '../support/located.ts';
import { problemLine } from '../support/problems.ts';

const environment: Readonly<Record<string, string>> = { DIGITS: '123456', URL: 'http://user:hidden@n/x' };

function judge(text: string, release: string = NEWEST_RELEASE) {
  return judgeConfig({ kind: 'text', text }, { release: releaseOf(release), env: (name) => environment[name] });
}

/** Of a file that holds nothing but this under `discovery`. */
function refusals(discovery: string, release?: string): readonly string[] {
  return judge(`discovery:\n  ${discovery}\n`, release).refusals.map(problemLine);
}

function startFailures(discovery: string, release?: string): readonly string[] {
  const verdict = judge(`discovery:\n  ${discovery}\n`, release);
  expect(verdict.accepted).toBe(true);
  return verdict.startFailures.map(problemLine);
}

describe('an accepted config', () => {
  it('comes with what was written, what was checked and kubernetes with its defaults', () => {
    const verdict = judge('discovery:\n  kubernetes: {client: {token: x}}\n  dns: {servers: [a]}\n  nacos:\n');
    expect(verdict).toMatchObject({ accepted: true, refusals: [], startFailures: [], notes: [] });
    expect(verdict.kubernetes).toMatchObject({ mode: 'single', clusters: [{ client: { kind: 'token', token: 'x' } }] });
    const keys = (value: typeof verdict.discovery) => (value?.kind === 'table' ? value.entries.map(({ key }) => key) : []);
    expect(keys(verdict.discovery)).toEqual(['kubernetes', 'dns']);
    expect(keys(verdict.written)).toEqual(['discovery']);
  });

  it.each([
    [''],
    ['discovery:\n'],
    ['discovery: {}\n'],
    ['discovery: []\n'],
    ['discovery: false\n'],
    ['discovery: {nacos: ~}\n'],
  ])('may have no discovery: %j', (text) => {
    expect(judge(text)).toMatchObject({ accepted: true, startFailures: [], kubernetes: undefined });
  });

  it('has notes where the gateway decides in silence, and none for other registries alone', () => {
    const both = 'discovery:\n  kubernetes:\n    client: {token: a, token_file: /b, token: c}\n';
    expect(judge(both).notes.map(({ id }) => id)).toEqual(['C37', 'C10']);
    expect(judge('discovery: {kubernetes: }\n').notes.map(({ id }) => id)).toEqual(['C20']);
    expect(judge('discovery: {}\nkubernetes: {}\n').notes.map(({ id }) => id)).toEqual(['C21']);
    expect(judge('discovery: {dns: {servers: [a]}}\n').notes).toEqual([]);
  });

  it('may be values that something else writes as YAML', () => {
    const root = located('discovery: {nacos: {host: n}}');
    const verdict = judgeConfig({ kind: 'values', root }, { release: releaseOf('3.9.0'), env: () => undefined });
    expect(verdict).toMatchObject({ accepted: false, refusals: [{ id: 'C36' }] });
  });
});

describe('a registry that the check refuses', () => {
  const SERVER = 'but must be http:// or https://, then a host and a port, without a path, in 2 to 100 characters';

  it.each([
    [
      'nacos: text',
      'C36 2:10 discovery.nacos is "text", but must be a map → Write a map: nacos: {host: ["http://127.0.0.1:8848"]}',
    ],
    [
      'nacos: [x]',
      'C36 2:10 discovery.nacos is a list, but must be a map → Only kubernetes may be a list: write one map, without the dash',
    ],
    ['nacos: {host: }', 'C07 2:3 discovery.nacos lacks host → Add host: ["http://127.0.0.1:8848"]'],
    [
      'nacos: {host: http://n}',
      'C36 2:17 discovery.nacos.host is "http://n", but must be a list of at least one server → Write a list: host: ["http://127.0.0.1:8848"]',
    ],
    [
      'nacos: {host: []}',
      'C36 2:17 discovery.nacos.host is empty, but must be a list of at least one server → Write a list: host: ["http://127.0.0.1:8848"]',
    ],
    [
      'nacos: {host: [~]}',
      `C36 2:18 discovery.nacos.host[0] is empty, ${SERVER} → Write a value behind the dash, or remove the item`,
    ],
    [
      'nacos: {host: [n:1]}',
      `C36 2:18 discovery.nacos.host[0] is "n:1", ${SERVER} → Write http:// or https:// in front of the host`,
    ],
    [
      'nacos: {host: [HTTP://n]}',
      `C36 2:18 discovery.nacos.host[0] is "HTTP://n", ${SERVER} → Write http:// in lower-case letters`,
    ],
    [
      'nacos: {host: ["http://n/nacos"]}',
      `C36 2:18 discovery.nacos.host[0] is "http://n/nacos", ${SERVER} → End it behind the port: a path belongs in prefix`,
    ],
    [
      'nacos: {host: ["http://${H}"]}',
      `C36 2:18 discovery.nacos.host[0] is "http://\${H}", ${SERVER} → ` +
        'Write ${{VAR}} with two braces: ${VAR} is replaced for kubernetes only',
    ],
    [
      'nacos: {host: [{http: //n}]}',
      `C36 2:18 discovery.nacos.host[0] is a map, ${SERVER} → Quote it: a colon with a blank behind it makes a map`,
    ],
    [
      'eureka: {host: [[a]]}',
      'C36 2:19 discovery.eureka.host[0] is a list, but must be text → Write one value, without [ ] and dash',
    ],
    [
      'eureka: {host: [a], fetch_interval: 30s}',
      'C36 2:39 discovery.eureka.fetch_interval is "30s", but must be an integer from 1 on, in seconds → Write the number alone, without a unit',
    ],
    [
      'eureka: {host: [a], weight: "5"}',
      'C36 2:31 discovery.eureka.weight is "5", but must be an integer from 0 on → Remove the quotes',
    ],
    [
      'eureka: {host: [a], timeout: 5}',
      'C36 2:32 discovery.eureka.timeout is the number 5, but must be a map with connect, send and read → ' +
        'Write a map: timeout: {connect: …, send: …, read: …}',
    ],
    [
      'consul: {servers: ["http://c"], keepalive: "on"}',
      'C36 2:46 discovery.consul.keepalive is "on", but must be true or false without quotes → Write true, without quotes',
    ],
    [
      'consul: {servers: ["http://c"], shared_size: 1g}',
      'C13 2:48 discovery.consul.shared_size is "1g", but must be megabytes such as 64m',
    ],
    [
      'consul_kv: {servers: ["http://c"], dump: {}}',
      'C07 2:38 discovery.consul_kv.dump lacks path → Add path: logs/consul_kv.dump',
    ],
    [
      'dns: {}',
      'C07 2:3 discovery.dns lacks servers or resolv_conf → Add servers: ["127.0.0.1:8600"] or resolv_conf: /etc/resolv.conf',
    ],
    [
      'dns: {servers: [a], resolv_conf: b}',
      'C36 2:3 discovery.dns has servers and resolv_conf, but only one of them is allowed → Remove one of them',
    ],
    [
      'dns: {servers: [a], order: [srv]}',
      'C36 2:31 discovery.dns.order[0] is "srv", but must be one of last, SRV, A, AAAA, CNAME → Write SRV',
    ],
    [
      'dns: {servers: [a], order: [A, A]}',
      'C36 2:30 discovery.dns.order is a list with an item twice, but must be a list of one to five of last, SRV, A, AAAA, CNAME, none of them twice',
    ],
    [
      'tars: {}',
      'C07 2:3 discovery.tars lacks db_conf → Add db_conf: {host: …, port: 3306, database: db_tars, user: …, password: …}',
    ],
  ])('is problemLine with property, value, rule and mend: %s', (discovery, problem) => {
    expect(refusals(discovery)).toEqual([problem]);
  });

  it.each([
    ['nacos: {host: ["http://user:hidden@n/x"]}', 'discovery.nacos.host[0] is "http://***@n/x"'],
    ['nacos: {host: ["${{URL}}"]}', 'discovery.nacos.host[0] is "${{URL}}" with its variables replaced'],
    ['nacos: {host: ["http://n?accessToken=hidden"]}', 'discovery.nacos.host[0] is "http://n?***"'],
    ['nacos: {host: [http://n], secret_key: 4711}', 'discovery.nacos.secret_key is a number'],
    ['consul: {servers: [http://c], token: 4711}', 'discovery.consul.token is a number'],
    ['tars: {db_conf: {host: h, database: d, user: u, password: 4711}}', 'discovery.tars.db_conf.password is a number'],
  ])('is problemLine without its secrets: %s', (discovery, start) => {
    const [problem = '', ...others] = refusals(discovery);
    expect(others).toEqual([]);
    expect(problem.replace(/^\S+ \S+ /, '')).toMatch(start);
    expect(problem).not.toMatch(/hidden|4711/);
  });

  it('is problemLine for each registry, and says when a variable made a number of text', () => {
    const text = 'discovery:\n  nacos: {host: [http://n], access_key: "${{DIGITS}}"}\n  kubernetes: text\n  k8s: {}\n';
    const verdict = judge(text);
    expect(verdict.refusals.map(({ id, position }) => `${id} ${position.line}`)).toEqual(['C36 3', 'C06 2']);
    expect(verdict).toMatchObject({ accepted: false, startFailures: [], kubernetes: undefined });
  });

  it('is judged by its release', () => {
    const both = 'dns: {servers: [a], resolv_conf: b}';
    expect(refusals(both, '3.5.0')).toEqual([]);
    expect(refusals(both, '3.6.0')).toHaveLength(1);
    const token = 'consul_kv: {servers: ["http://c"], token: 1}';
    expect(refusals(token, '3.6.0')).toEqual([]);
    expect(refusals(token, '3.7.0')).toHaveLength(1);
  });
});

describe('a discovery block on which the check breaks', () => {
  it.each([
    ['discovery: 5\n', 'C36 1:12 discovery is the number 5, but must be a map → Write discovery: {kubernetes: {}}'],
    [
      'discovery:\n  yes: {}\n',
      'C36 2:3 discovery has a key that is neither text nor number, on which the start-up check breaks → Quote the key, or remove it',
    ],
  ])('is refused: %j', (text, problem) => {
    expect(judge(text).refusals.map(problemLine)).toEqual([problem]);
  });
});

describe('a config that passes the check and does not start', () => {
  const noStart = (module: string): string =>
    `the check passes over it, then nginx does not start (module 'apisix.discovery.${module}' not found)`;

  it.each([
    ['k8s: {}', `C33 2:3 k8s is no registry: ${noStart('k8s')} → Write kubernetes`],
    ['Consul-KV: {}', `C33 2:3 Consul-KV is no registry: ${noStart('Consul-KV')} → Write consul_kv`],
    ['"eureka ": {}', `C33 2:3 "eureka " is no registry: ${noStart('…')} → Write eureka`],
    [
      '- nacos',
      `C33 1:1 discovery is a list, but must be a map of registries: ${noStart('1')} → Write it without the dash: discovery: {kubernetes: {}}`,
    ],
    [
      'enabled: false',
      `C33 2:3 enabled is no registry: ${noStart('enabled')} → Remove it: it is of the Helm values, and in config.yaml a registry is on when it is there`,
    ],
    [
      'registry: {kubernetes: {}}',
      `C33 2:3 registry is no registry: ${noStart('registry')} → This is the form of the Helm values: in config.yaml, what stands under it stands under discovery itself`,
    ],
    [
      'client: {}',
      `C33 2:3 client is no registry: ${noStart('client')} → client is a property of kubernetes: indent it under its registry`,
    ],
    [
      'etcd: {}',
      `C33 2:3 etcd is no registry: ${noStart('etcd')} → Registries are kubernetes, nacos, eureka, consul, consul_kv, dns, tars`,
    ],
    [
      'kubernetes: {client: {token: ""}}',
      'T22 2:32 client.token is empty (discovery.kubernetes.client.token) → Set it to a token of a service account, or use token_file',
    ],
  ])('is problemLine: %s', (discovery, problem) => {
    expect(startFailures(discovery)).toEqual([problem]);
  });

  it('says from which release on a registry exists', () => {
    expect(startFailures('consul: text', '3.0.0')).toEqual([
      'C33 2:3 discovery.consul came with APISIX 3.1.0: before, the check passes over it, then nginx does not start → ' +
        'Remove it, or use APISIX 3.1.0 or newer',
    ]);
    expect(startFailures('tars: {}', '2.13.3')).toHaveLength(1);
  });

  it.each([
    ['https://c:8500', '"https://c:8500"', 'Write http://: there is no other way to reach it'],
    ['http://c:8500/', '"http://c:8500/"', 'End it behind the port: the registry adds its own path'],
    ['http://c:8500?token=hidden', '"http://c:8500?***"', 'End it behind the port: the registry adds its own path'],
    ['http://user:hidden@c:8500', '"http://***@c:8500"', 'Leave user and password out: Consul knows the gateway by its token'],
    ['c:8500', '"c:8500"', 'Write http:// in front of the host'],
    ['//c:8500', '"//c:8500"', 'Write http:// in front of the host'],
    ['${CONSUL}', '"${CONSUL}"', 'Write ${{VAR}} with two braces: ${VAR} is replaced for kubernetes only'],
  ])('names the server that stops consul: %s', (server, shown, hint) => {
    expect(startFailures(`consul: {servers: ["${server}"]}`)).toEqual([
      `C38 2:22 discovery.consul.servers[0] is ${shown}; the check passes, but consul starts only with http://host:port → ${hint}`,
    ]);
  });

  it.each([['http://c'], ['http://c:8500?'], ['http://c:8500/?'], ['http://[::1]:8500'], ['http://user@c:8500']])(
    'is not one with the server %s',
    (server) => {
      expect(startFailures(`consul_kv: {servers: ["${server}"]}`)).toEqual([]);
    },
  );
});

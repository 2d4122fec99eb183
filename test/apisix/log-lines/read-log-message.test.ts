import { describe, expect, test } from 'vitest';
import { splitLogMessage } from '../../../src/apisix/log-lines/log-message.ts';
import { readLogMessage } from '../../../src/apisix/log-lines/read-log-message.ts';
import { writtenBy } from '../../../src/apisix/log-lines/written-by.ts';

function read(line: string): object | undefined {
  const message = splitLogMessage(line);
  const symptom = readLogMessage(message);
  return symptom === undefined ? undefined : { ...symptom, by: writtenBy(symptom, message.place)?.join(' ') };
}

const LIST = 'list failed, kind: Endpoints, reason: Unauthorized, message : x, context: ngx.timer';
const CONNECT = 'connect apiserver failed, apiserver.host: h, apiserver.port: 6443, message : timeout, context: ngx.timer';
const WATCH = 'watch failed, kind: EndpointSlice, reason: ReadBodyError, message : closed, context: ngx.timer';
const NAME = 'get unexpected upstream service_name:';
const CRASH = 'list_watch failed, kind: Endpoints, reason: RuntimeException, message : /a/b.lua:5: boom, context: ngx.timer';
const OLD = '2.13.0 2.13.1 2.13.2 2.14.1';
const MIDDLE =
  '2.13.3 2.15.0 2.15.1 2.15.2 2.15.3 3.0.0 3.1.0 3.2.0 3.2.1 3.2.2 3.3.0 3.4.0 3.4.1 3.5.0 3.6.0 3.7.0 3.8.0 3.8.1 3.9.0 3.9.1 3.10.0 3.11.0 3.12.0 3.13.0 3.14.0 3.14.1 3.15.0 3.16.0';
const NEW = '3.17.0 3.18.0';
const FROM_39 = '3.9.0 3.9.1 3.10.0 3.11.0 3.12.0';

const list = { kind: 'request-failed', step: 'list', resource: 'Endpoints', reason: 'Unauthorized', message: 'x' };
const watch = { kind: 'request-failed', step: 'watch', resource: 'EndpointSlice', reason: 'ReadBodyError', message: 'closed' };
const connect = { kind: 'connect-failed', host: 'h', port: '6443', message: 'timeout' };
const crash = { kind: 'crashed', resource: 'Endpoints', message: 'boom' };
const name = { kind: 'name-refused', serviceName: 'cms' };

describe('a line means the same whatever release wrote it, and its place tells which', () => {
  test.each([
    [`[lua] informer_factory.lua:292: ${LIST}`, { ...list, by: OLD }],
    [`[lua] informer_factory.lua:295: list_watch(): ${LIST}`, { ...list, by: MIDDLE }],
    [`[lua] informer_factory.lua:316: ${LIST}`, { ...list, by: NEW }],
    [`[lua] informer_factory.lua:307: ${WATCH}`, { ...watch, by: OLD }],
    [`[lua] informer_factory.lua:310: ${WATCH}`, { ...watch, by: MIDDLE }],
    [`[lua] informer_factory.lua:335: ${WATCH}`, { ...watch, by: NEW }],
    [`[lua] informer_factory.lua:278: ${CONNECT}`, { ...connect, by: OLD }],
    [`[lua] informer_factory.lua:281: ${CONNECT}`, { ...connect, by: MIDDLE }],
    [`[lua] informer_factory.lua:302: ${CONNECT}`, { ...connect, by: NEW }],
    [`stream [lua] informer_factory.lua:302: ${CONNECT}`, { ...connect, by: NEW }],
    [`[lua] init.lua:372: ${CRASH}`, { ...crash, by: '2.13.0 2.13.1 2.13.2 2.13.3 2.14.1 2.15.0 2.15.1 2.15.2 2.15.3' }],
    [`[lua] init.lua:322: ${CRASH}`, { ...crash, by: '3.0.0 3.1.0' }],
    [`[lua] init.lua:386: ${CRASH}`, { ...crash, by: FROM_39 }],
    [`[lua] init.lua:520: ${CRASH}`, { ...crash, by: '3.15.0 3.16.0' }],
    [`[lua] core.lua:676: ${CRASH}`, { ...crash, by: '3.18.0' }],
    [
      `[info] 4#4: *1 [lua] init.lua:309: ${NAME}\u3000cms, client: 10.0.0.7, server: _`,
      { ...name, by: '2.13.0 2.13.1 2.13.2 2.13.3 2.14.1 2.15.0 2.15.1 2.15.2 2.15.3' },
    ],
    [`[lua] init.lua:384: nodes(): ${NAME}\u3000cms, client: 10.0.0.7, server: _`, { ...name, by: '3.0.0 3.1.0' }],
    [`[lua] init.lua:582: ${NAME}\u3000cms, client: 10.0.0.7, server: _`, { ...name, by: FROM_39 }],
    [`[lua] init.lua:616: ${NAME}\u3000cms, client: 10.0.0.7, server: _`, { ...name, by: '3.15.0 3.16.0' }],
    [`[lua] core.lua:701: ${NAME} cms, client: 10.0.0.7, server: _`, { ...name, by: '3.17.0' }],
    [`[lua] core.lua:704: ${NAME} cms, client: 10.0.0.7, server: _`, { ...name, by: '3.18.0' }],
    [`[lua] core.lua:9999: ${NAME} cms, client: 10.0.0.7, server: _`, { ...name, by: undefined }],
    [`${NAME} cms`, { ...name, by: undefined }],
  ])('%s', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });
});

describe('every line about discovery is known', () => {
  const at = (file: string, message: string): string => `/usr/local/apisix/apisix/discovery/kubernetes/${file}: ${message}`;
  test.each([
    [
      `init_worker_by_lua error: ${at('init.lua:349', 'not found environment variable X')}`,
      { kind: 'variable-missing', name: 'X', reference: 'service' },
    ],
    [
      "failed to handle configuration: can't find environment variable X",
      { kind: 'variable-missing', name: 'X', reference: 'config' },
    ],
    [
      "failed to read local yaml config of apisix: failed to handle configuration: can't find environment variable X",
      { kind: 'variable-missing', name: 'X', reference: 'config' },
    ],
    [`init_worker_by_lua error: ${at('init.lua:81', 'service.host should set to non-empty string')}`, { kind: 'host-empty' }],
    [at('init.lua:81', 'service.schema should set to one of [http,https] but ftp'), { kind: 'schema-refused', schema: 'ftp' }],
    [at('init.lua:81', 'invalid port value: nil'), { kind: 'port-refused', port: 'nil' }],
    [at('init.lua:318', "attempt to concatenate field 'port' (a nil value)"), { kind: 'port-refused', port: 'nil' }],
    [at('init.lua:81', 'one of [client.token,client.token_file] should be set but none'), { kind: 'token-unset' }],
    [at('init.lua:81', 'apiserver.token should set to non-empty string when service.schema is https'), { kind: 'token-empty' }],
    [
      '[lua] init.lua:344: failed to read token file path: not found environment variable F',
      { kind: 'token-unreadable', message: 'not found environment variable F' },
    ],
    [
      '[lua] core.lua:148: failed to read token from file: failed to open file: /t, error info:/t: Permission denied',
      { kind: 'token-unreadable', message: 'failed to open file: /t, error info:/t: Permission denied' },
    ],
    [
      at('init.lua:428', 'failed to open file: /t, error info:/t: No such file or directory'),
      { kind: 'token-unreadable', message: 'failed to open file: /t, error info:/t: No such file or directory' },
    ],
    [at('init.lua:433', 'duplicate id value'), { kind: 'id-repeated' }],
    [
      at('init.lua:329', 'failed to get lua_shared_dict: kubernetes, please check your APISIX version'),
      { kind: 'dict-missing', dict: 'kubernetes' },
    ],
    [
      at('init.lua:110', 'failed to get lua_shared_dict: ngx.shared.kubernetes-prod, please check your APISIX version'),
      { kind: 'dict-missing', dict: 'kubernetes-prod' },
    ],
    [
      '[lua] init.lua:218: failed to get lua_shared_dict:kubernetes-prod-stream, please check your APISIX version',
      { kind: 'dict-missing', dict: 'kubernetes-prod-stream' },
    ],
    [
      'stream [lua] init.lua:524: kubernetes discovery not support in subsystem: stream, please check if',
      { kind: 'stream-unsupported' },
    ],
    ['[lua] init.lua:508: kubernetes discovery conf: {"client":{"token":"abc"}}', { kind: 'token-logged' }],
    ['[lua] init.lua:508: kubernetes discovery conf: {"client":{"token":"${T}"}}', undefined],
    ['[lua] init.lua:508: kubernetes discovery conf: {"client":{"token_file":"/t"}}', undefined],
    [
      'invalid discovery kubernetes configuration: object matches none of the required',
      { kind: 'config-refused', registry: 'kubernetes', path: [], message: 'object matches none of the required' },
    ],
    [
      'invalid discovery kubernetes configuration: property "service" validation failed: property "port" validation failed: wrong type: expected string, got number',
      {
        kind: 'config-refused',
        registry: 'kubernetes',
        path: ['service', 'port'],
        message:
          'property "service" validation failed: property "port" validation failed: wrong type: expected string, got number',
      },
    ],
    ['invalid discovery nacos configuration: property "host" is required', undefined],
    [
      "init_by_lua error: /usr/local/apisix/apisix/discovery/init.lua:27: module 'apisix.discovery.k8s' not found:",
      { kind: 'registry-unknown', registry: 'k8s' },
    ],
    ['invalid config.yaml file', { kind: 'yaml-refused', file: 'config.yaml', message: 'invalid config.yaml file' }],
    [
      'luajit: /usr/local/apisix/deps/share/lua/5.1/lyaml/init.lua:430: 5:3: did not find expected key',
      { kind: 'yaml-refused', file: undefined, message: '5:3: did not find expected key' },
    ],
    [
      '/usr/local/openresty/luajit/bin/luajit: /usr/local/apisix/deps/share/lua/5.1/tinyyaml.lua:700: 3: bad indent',
      { kind: 'yaml-refused', file: undefined, message: '3: bad indent' },
    ],
    [
      '[lua] config_yaml.lua:105: failed to parse the content of file /usr/local/apisix/conf/apisix.yaml',
      {
        kind: 'yaml-refused',
        file: 'apisix.yaml',
        message: 'failed to parse the content of file /usr/local/apisix/conf/apisix.yaml',
      },
    ],
    [
      '[lua] config_yaml.lua:95: missing valid end flag in file conf/apisix.yaml, context: init_by_lua*',
      { kind: 'end-mark-missing', file: 'conf/apisix.yaml' },
    ],
    [
      '[lua] config_yaml.lua:197: failed to parse the content of file conf/apisix.yaml: missing valid end flag in file conf/apisix.yaml',
      { kind: 'end-mark-missing', file: 'conf/apisix.yaml' },
    ],
    ['nginx: [emerg] mmap(MAP_ANON|MAP_SHARED, 109951162777600) failed (12: Cannot allocate memory)', { kind: 'memory-refused' }],
    [
      '[lua] init.lua:112: set endpoint into discovery DICT failed, no memory',
      { kind: 'dict-write-failed', what: 'endpoint', message: 'no memory' },
    ],
    [
      '[lua] core.lua:505: failed to update endpoint dict for endpoint: default/cms, err: set endpoint version into discovery DICT failed, no memory',
      { kind: 'dict-write-failed', what: 'endpoint version', message: 'no memory' },
    ],
    [
      '[lua] core.lua:574: set discovery_ready flag into discovery DICT failed, no memory',
      { kind: 'dict-write-failed', what: 'discovery_ready flag', message: 'no memory' },
    ],
    [
      '[lua] core.lua:258: get empty endpoint content from discovery DIC, this should not happen default/cms',
      { kind: 'dict-read-failed', key: 'default/cms' },
    ],
    [
      '[lua] core.lua:265: decode endpoint content failed, this should not happen, content: {"http":',
      { kind: 'dict-read-failed', key: '' },
    ],
    ['[lua] core.lua:730: get keys from discovery dict failed: x', { kind: 'dict-read-failed', key: '' }],
    [
      '[lua] core.lua:561: kubernetes discovery module found dirty data in shared dict, key: default/cms#version',
      { kind: 'key-dropped', key: 'default/cms' },
    ],
    [
      '[lua] core.lua:343: endpoint_slice validation fail: endpoint_slice has no service-name, endpointSlice: {"metadata":{"name":"s","namespace":"n"}}',
      { kind: 'object-skipped', resource: 'EndpointSlice', fault: 'service-name', object: 'n/s' },
    ],
    [
      '[lua] core.lua:343: endpoint_slice validation fail: endpoint_slice has no metadata.name, endpointSlice: {"metadata":{"na',
      { kind: 'object-skipped', resource: 'EndpointSlice', fault: 'metadata.name', object: undefined },
    ],
    [
      '[lua] core.lua:449: skipping endpoint with missing metadata: {}',
      { kind: 'object-skipped', resource: 'Endpoints', fault: 'metadata', object: undefined },
    ],
    [
      '[lua] core.lua:518: skipping endpoint deletion with missing metadata: {}',
      { kind: 'object-skipped', resource: 'Endpoints', fault: 'metadata', object: undefined },
    ],
    [
      '[lua] init.lua:174: ngx.re.match failed: pcre_compile() failed',
      { kind: 'namespace-pattern-refused', message: 'pcre_compile() failed' },
    ],
    ['[lua] init.lua:225: kubernetes discovery not ready', { kind: 'not-ready' }],
    ['[lua] init.lua:489: id not exist', { kind: 'id-unknown', serviceName: undefined }],
    ['[lua] core.lua:710: failed to resolve endpoint dict for service: a/b/c:d', { kind: 'id-unknown', serviceName: 'a/b/c:d' }],
    [
      '[lua] core.lua:716: get empty endpoint version from discovery DICT default/cms',
      { kind: 'service-unknown', key: 'default/cms' },
    ],
    [
      '[lua] init.lua:646: failed to set upstream: no valid upstream node: nil',
      { kind: 'upstream-unset', error: 'no valid upstream node: nil' },
    ],
    [
      '[lua] init.lua:646: failed to set upstream: discovery kubernetes is uninitialized',
      { kind: 'upstream-unset', error: 'discovery kubernetes is uninitialized' },
    ],
    [
      '[lua] init.lua:646: failed to set upstream: discovery is uninitialized',
      { kind: 'upstream-unset', error: 'discovery is uninitialized' },
    ],
    [
      '[lua] init.lua:646: failed to set upstream: discovery server need appoint',
      { kind: 'upstream-unset', error: 'discovery server need appoint' },
    ],
    [
      '[lua] init.lua:565: failed to set upstream: invalid nodes format: failed to validate item 1: property "host" is required',
      { kind: 'upstream-unset', error: 'invalid nodes format: failed to validate item 1: property "host" is required' },
    ],
    [
      '{"error_msg":"invalid configuration: value should match only one schema, but matches none"}',
      { kind: 'object-refused', message: 'invalid configuration: value should match only one schema, but matches none' },
    ],
    [
      '[lua] config_etcd.lua:235: failed to check item data of [/apisix/routes] err:value should match only one schema, but matches both schemas 1 and 2 ,val: {}',
      { kind: 'object-refused', message: 'value should match only one schema, but matches both schemas 1 and 2' },
    ],
    [
      'upstream timed out (110: Connection timed out) while connecting to upstream',
      { kind: 'node-failed', fault: 'timed out while connecting' },
    ],
    [
      'upstream timed out (110: Connection timed out) while reading response header from upstream',
      { kind: 'node-failed', fault: 'timed out while reading' },
    ],
    ['connect() failed (111: Connection refused) while connecting to upstream', { kind: 'node-failed', fault: 'refused' }],
    ['connect() failed (113: No route to host) while connecting to upstream', { kind: 'node-failed', fault: 'no route' }],
    [
      'recv() failed (104: Connection reset by peer) while reading response header from upstream',
      { kind: 'node-failed', fault: 'reset' },
    ],
    [
      'upstream prematurely closed connection while reading response header from upstream',
      { kind: 'node-failed', fault: 'closed early' },
    ],
    [
      'SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream',
      { kind: 'node-failed', fault: 'TLS to a plain port' },
    ],
    [
      'SSL_do_handshake() failed (SSL: error:0A000410:SSL routines::sslv3 alert handshake failure) while SSL handshaking to upstream',
      { kind: 'node-failed', fault: 'TLS failed' },
    ],
    ['no live upstreams while connecting to upstream', { kind: 'nodes-tried' }],
    [
      '[lua] balancer.lua:363: failed to pick server: failed to find valid upstream server, all upstream servers tried while connecting to upstream',
      { kind: 'nodes-tried' },
    ],
    [
      '[lua] balancer.lua:482: failed to set server peer [fd00::7:8080] err: no host allowed',
      { kind: 'node-refused', host: 'fd00::7' },
    ],
  ])('%s', (line, expected) => {
    expect(readLogMessage(splitLogMessage(line))).toEqual(expected);
  });
});

test('the words of another module are not those of discovery', () => {
  const lines = [
    '[lua] init.lua:646: failed to set upstream: no valid upstream node',
    '[lua] init.lua:646: failed to set upstream: no valid upstream node: failed to query the DNS server',
    '[lua] consul.lua:30: id not exist',
    '[lua] /usr/local/apisix/apisix/plugins/x/init.lua:30: duplicate id value',
    '[lua] init.lua:646: failed to set upstream: discovery nacos is uninitialized',
    '[lua] resolver.lua:83: failed to parse domain: example.org, error: x',
  ];
  expect(lines.map((line) => readLogMessage(splitLogMessage(line)))).toEqual(lines.map(() => undefined));
});

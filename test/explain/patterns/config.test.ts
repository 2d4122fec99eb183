import { describe, expect, test } from 'vitest';
import { causesOf, logged, loggedForRequest, status, thrown, failed, unconnected } from '../lines.ts';

const UNNAMED =
  'C01 most likely, C02 possible, C07 possible, C06 possible, C11 possible, C10 possible, C13 possible, C08 possible, C04 possible, C03 possible, C05 possible, C12 possible, C14 possible, C36 possible';

const UNINITIALIZED = 'W04 most likely, C20 possible, C21 possible, C30 possible';

describe('config and start', () => {
  const NO_HOST = thrown('init.lua:349', 'not found environment variable KUBERNETES_SERVICE_HOST');
  const refused = (message: string): string => `invalid discovery kubernetes configuration: ${message}`;
  const property = (path: readonly string[], end: string): string =>
    refused([...path.map((name) => `property "${name}" validation failed: `), end].join(''));
  test.each([
    ['C01 to C14', refused('object matches none of the required'), UNNAMED],
    ['C01', property(['service', 'port'], 'wrong type: expected string, got number'), 'C01 certain'],
    ['C36 of a port', property(['service', 'port'], 'value should match only one schema, but matches none'), 'C36 certain'],
    [
      'C02 to C05',
      property(['service', 'host'], 'value should match only one schema, but matches none'),
      'C02 possible, C03 possible, C04 possible, C05 possible',
    ],
    ['C10', property(['client'], 'value should match only one schema, but matches both schemas 1 and 2'), 'C10 certain'],
    ['C07', property(['client'], 'value should match only one schema, but matches none'), 'C07 certain'],
    ['C14', property(['namespace_selector'], 'value should match only one schema, but matches none'), 'C14 certain'],
    ['C36', property(['default_weight'], 'wrong type: expected integer, got string'), 'C36 certain'],
    ['C09', thrown('init.lua:433', 'duplicate id value'), 'C09 certain'],
    ['C16', logged('core.lua:203', 'ngx.re.match failed: pcre_compile() failed'), 'C16 certain'],
    [
      'C17',
      failed(
        'list',
        'Bad Request',
        status(
          400,
          'BadRequest',
          'unable to parse requirement: values[0][env]: Invalid value: "\\"prod\\"": a valid label must be an empty string or …',
        ),
      ),
      'C17 certain',
    ],
    [
      'C20, C21, W04',
      loggedForRequest('init.lua:646', 'failed to set upstream: discovery kubernetes is uninitialized'),
      UNINITIALIZED,
    ],
    [
      'no discovery at all',
      loggedForRequest('init.lua:646', 'failed to set upstream: discovery is uninitialized'),
      UNINITIALIZED,
    ],
    [
      'C22',
      loggedForRequest(
        'init.lua:565',
        'failed to set upstream: invalid nodes format: failed to validate item 1: property "host" is required',
      ),
      'C22 most likely',
    ],
    [
      'C25',
      thrown('init.lua:349', 'not found environment variable KUBERNETES_SERVICE_PORT'),
      'E02 most likely, E01 possible, C25 possible',
    ],
    [
      'C27',
      'stream [lua] init.lua:524: kubernetes discovery not support in subsystem: stream, please check if your openresty version >= 1.19.9.1 or not',
      'C27 most likely',
    ],
    [
      'C30',
      thrown('init.lua:338', 'failed to get lua_shared_dict: ngx.shared.kubernetes, please check your APISIX version'),
      'C30 most likely',
    ],
    [
      'C33',
      "2026/11/21 10:01:12 [error] 1#1: init_by_lua error: /usr/local/apisix/apisix/discovery/init.lua:27: module 'apisix.discovery.k8s' not found:\n\tno field package.preload['apisix.discovery.k8s']\n\tno file './apisix/discovery/k8s.lua'",
      'C33 certain',
    ],
    ['C34', 'failed to read local yaml config of apisix: invalid config.yaml file', 'C34 certain'],
    [
      'C34, lyaml',
      "/usr/local/openresty/luajit/bin/luajit: /usr/local/apisix/deps/share/lua/5.1/lyaml/init.lua:430: 5:3: did not find expected key\nstack traceback:\n\t[C]: in function 'error'",
      'C34 most likely, L04 possible',
    ],
    [
      'L04',
      logged('config_yaml.lua:105', 'failed to parse the content of file /usr/local/apisix/conf/apisix.yaml'),
      'L04 certain',
    ],
    ['C39', 'nginx: [emerg] mmap(MAP_ANON|MAP_SHARED, 109951162777600) failed (12: Cannot allocate memory)', 'C39 possible'],
    ['E01, E02', NO_HOST, 'E02 most likely, E01 possible'],
    ['E04', thrown('init.lua:81', 'invalid port value: nil'), 'E04 certain'],
    ['E04 up to 3.16', thrown('init.lua:318', "attempt to concatenate field 'port' (a nil value)"), 'E04 certain'],
    ['E04 of a host', thrown('init.lua:81', 'service.host should set to non-empty string'), 'E04 certain'],
    ['E06', unconnected('failed to parse host name "fd00::1": invalid port', 'fd00::1'), 'E06 certain'],
    ['E07', "failed to handle configuration: can't find environment variable X", 'E07 certain'],
    ['E08', thrown('init.lua:81', 'not found environment variable K8S_HOST'), 'E08 most likely'],
    [
      'E08 of a token file',
      logged('core.lua:142', 'failed to read token file path: not found environment variable F'),
      'E08 certain',
    ],
    ['C07 of the token', thrown('init.lua:81', 'one of [client.token,client.token_file] should be set but none'), 'C07 certain'],
    ['C36 of the schema', thrown('init.lua:81', 'service.schema should set to one of [http,https] but ftp'), 'C36 certain'],
    ['W10', logged('init.lua:508', 'kubernetes discovery conf: {"client":{"token":"abcdef"}}', 'info'), 'W10 certain'],
    [
      'W12',
      logged('config_yaml.lua:95', 'missing valid end flag in file /usr/local/apisix/conf/apisix.yaml', 'warn'),
      'W12 certain',
    ],
  ])('%s', (_, line, expected) => {
    expect(causesOf(line)).toEqual(expected);
  });

  test('a release, and the place of a line, leave out what they cannot have', () => {
    expect(causesOf(NO_HOST, '2.13.0')).toEqual('E01 most likely, E02 possible');
    expect(causesOf(NO_HOST, '3.1.0')).toEqual('E02 most likely');
    expect(causesOf(thrown('init.lua:81', 'not found environment variable KUBERNETES_SERVICE_HOST'))).toEqual('E02 most likely');
  });
});

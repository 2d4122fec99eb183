import { describe, expect, test } from 'vitest';
import { causesOf, logged, loggedForRequest, status, failed } from '../lines.ts';

describe('the list-watch and the dict', () => {
  const IPAIRS =
    "list_watch failed, kind: KIND, reason: RuntimeException, message : /usr/local/apisix/apisix/discovery/kubernetes/core.lua:362: bad argument #1 to 'ipairs' (table expected, got userdata)";
  const event = (code: number): string =>
    `{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"etcdserver: no leader","reason":"InternalError","code":${code}}}\n`;
  test.each([
    ['G01', failed('watch', 'ReadBodyError', 'closed'), 'G01 certain, N17 most likely'],
    ['G02', failed('watch', 'ReadBodyError', 'timeout'), 'G02 most likely'],
    ['G03', failed('watch', 'Gone', status(410, 'Expired', 'too old resource version: 387 (410)')), 'G03 certain'],
    ['G04', failed('list', 'Gone', status(410, 'Expired', 'The provided continue parameter is too old')), 'G04 certain'],
    ['an ERROR event', failed('watch', 'UnexpectedBody', event(500)), 'G07 certain'],
    ['G06', failed('list', 'Too Many Requests', status(429, 'TooManyRequests', 'too many requests')), 'G06 certain'],
    [
      'G07',
      failed('list', 'Internal Server Error', status(500, 'InternalError', 'etcdserver: request timed out')),
      'G07 certain',
    ],
    ['G07 of a balancer', failed('watch', 'Service Unavailable', '<html>503</html>'), 'G07 certain'],
    ['G07, hung', failed('list', 'RequestError', 'timeout'), 'G07 most likely, N02 possible'],
    ['G08', logged('init.lua:112', 'set endpoint into discovery DICT failed, no memory'), 'G08 certain'],
    [
      'G08 from 3.15',
      logged(
        'core.lua:505',
        'failed to update endpoint dict for endpoint: default/cms, err: set endpoint into discovery DICT failed, no memory',
      ),
      'G08 certain',
    ],
    [
      'G12',
      logged('core.lua:343', 'endpoint_slice validation fail: endpoint_slice has no service-name, endpointSlice: {}'),
      'G12 certain',
    ],
    [
      'G14, G05',
      logged('core.lua:561', 'kubernetes discovery module found dirty data in shared dict, key: default/cms', 'info'),
      'G14 most likely, G05 possible',
    ],
    ['G15', loggedForRequest('init.lua:225', 'kubernetes discovery not ready', 'warn'), 'G15 certain'],
    ['G22', logged('core.lua:676', IPAIRS.replace('KIND', 'EndpointSlice')), 'G22 certain'],
    ['G24', logged('core.lua:676', IPAIRS.replace('KIND', 'Endpoints')), 'G24 certain'],
    [
      'G24, another crash',
      logged(
        'init.lua:520',
        "list_watch failed, kind: Endpoints, reason: RuntimeException, message : attempt to index field 'metadata' (a nil value)",
      ),
      'G24 most likely',
    ],
    ['G25', failed('watch', 'UnexpectedBody', '{"type":"ADDED"}'), 'N16 most likely, G25 possible'],
    ['G25, PCRE', failed('watch', 'GmatchError', 'pcre_exec() failed: -8'), 'G25 possible'],
    ['G26', logged('core.lua:449', 'skipping endpoint with missing metadata: {}', 'warn'), 'G26 certain'],
    ['G27', failed('list', 'Not Found', '404 page not found\n', 'EndpointSlice'), 'G27 most likely, N10 possible, N16 possible'],
    [
      'T02, 2.x',
      logged(
        'informer_factory.lua:292',
        'list failed, kind: Endpoints, reason: Bad Request, message : 400 Bad Request: missing required Host header',
      ),
      'T02 certain',
    ],
  ])('%s', (_, line, expected) => {
    expect(causesOf(line)).toEqual(expected);
  });
});

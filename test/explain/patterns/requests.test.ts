import { describe, expect, test } from 'vitest';
import { causesOf, logged, loggedForRequest } from '../lines.ts';

const WITHOUT_NODES =
  'S25 most likely, S03 possible, S24 possible, S04 possible, S10 possible, S05 possible, S01 possible, S02 possible, S06 possible, S07 possible, S08 possible, S09 possible, S11 possible, S12 possible, S13 possible, S14 possible, S15 possible, S16 possible, S17 possible, S18 possible, S23 possible, G15 possible, G19 possible, G08 possible, G05 unlikely';

describe('names, upstreams, nodes and objects', () => {
  const unexpected = (name: string): string =>
    loggedForRequest('init.lua:616', `nodes(): get unexpected upstream service_name:\u3000${name}`);
  test.each([
    ['S01', unexpected('default/cms'), 'S01 certain'],
    ['S02', unexpected('cms.default.svc.cluster.local'), 'S02 certain'],
    ['S06', unexpected('default/cms:http'), 'S06 certain'],
    ['S18', unexpected('default/cms：http'), 'S18 certain'],
    ['S07', loggedForRequest('init.lua:735', 'id not exist'), 'S07 certain'],
    [
      'S07 from 3.17',
      loggedForRequest('core.lua:710', 'failed to resolve endpoint dict for service: x/default/cms:http'),
      'S07 certain',
    ],
    [
      'S25',
      loggedForRequest('core.lua:716', 'get empty endpoint version from discovery DICT default/cms', 'info'),
      'S25 most likely, S16 possible, S14 possible, S13 possible, S09 possible, G15 possible, G05 unlikely',
    ],
    [
      'S08',
      loggedForRequest('core.lua:716', 'get empty endpoint version from discovery DICT prod/default/cms', 'info'),
      'S25 most likely, S08 possible, S16 possible, S14 possible, S13 possible, S09 possible, G15 possible, G05 unlikely',
    ],
    ['S, 2.13.0', loggedForRequest('init.lua:512', 'failed to set upstream: no valid upstream node: nil'), WITHOUT_NODES],
    ['S, 3.0.0', loggedForRequest('init.lua:428', 'failed to set upstream: no valid upstream node: nil'), WITHOUT_NODES],
    ['S, 3.12.0', loggedForRequest('init.lua:539', 'failed to set upstream: no valid upstream node: nil'), WITHOUT_NODES],
    ['S, 3.15.0', loggedForRequest('init.lua:566', 'failed to set upstream: no valid upstream node: nil'), WITHOUT_NODES],
    ['S, 3.17.0', loggedForRequest('init.lua:578', 'failed to set upstream: no valid upstream node: nil'), WITHOUT_NODES],
    ['S, 3.18.0', loggedForRequest('init.lua:646', 'failed to set upstream: no valid upstream node: nil'), WITHOUT_NODES],
    ['W03', loggedForRequest('init.lua:646', 'failed to set upstream: discovery server need appoint'), 'W03 certain'],
    [
      'W01',
      '{"error_msg":"invalid configuration: property \\"upstream\\" validation failed: value should match only one schema, but matches none"}',
      'W01 most likely, W25 possible',
    ],
    [
      'W02',
      '{"error_msg":"invalid configuration: value should match only one schema, but matches both schemas 1 and 2"}',
      'W02 most likely',
    ],
    [
      'W02 of the data plane',
      logged(
        'config_etcd.lua:235',
        'failed to check item data of [/apisix/routes] err:value should match only one schema, but matches both schemas 1 and 2 ,val: {"id":"1"}',
      ),
      'W02 most likely',
    ],
    [
      'S22',
      '{"error_msg":"invalid configuration: property \\"service_name\\" validation failed: string too long, expected at most 256, got 300"}',
      'S22 certain',
    ],
    [
      'W21',
      '{"error_msg":"invalid configuration: property \\"discovery_args\\" validation failed: wrong type: expected object, got string"}',
      'W21 certain',
    ],
    [
      'P01',
      loggedForRequest('x', '').replace(
        /\[lua\] x: /,
        'upstream timed out (110: Connection timed out) while connecting to upstream',
      ),
      'P01 most likely, P02 possible, P07 possible, P08 possible, G13 possible, G02 possible',
    ],
    [
      'P03, S20',
      'upstream timed out (110: Connection timed out) while reading response header from upstream',
      'S20 possible, P03 possible',
    ],
    [
      'P04',
      'connect() failed (111: Connection refused) while connecting to upstream',
      'P04 most likely, P06 possible, S19 possible, G02 possible, C24 unlikely',
    ],
    [
      'P01, no route',
      'connect() failed (113: No route to host) while connecting to upstream',
      'P01 most likely, G13 possible, G02 possible',
    ],
    [
      'P05',
      'recv() failed (104: Connection reset by peer) while reading response header from upstream',
      'P05 possible, S20 possible, P06 possible, P03 possible',
    ],
    [
      'P06',
      'upstream prematurely closed connection while reading response header from upstream',
      'P06 most likely, S20 possible',
    ],
    [
      'S20',
      'SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream',
      'S20 most likely',
    ],
    ['G17', 'no live upstreams while connecting to upstream', 'P01 most likely, G17 possible, C24 possible'],
    [
      'G13',
      loggedForRequest('balancer.lua:387', 'failed to set server peer [fd00::7:8080] err: no host allowed'),
      'G13 most likely',
    ],
  ])('%s', (_, line, expected) => {
    expect(causesOf(line)).toEqual(expected);
  });
});

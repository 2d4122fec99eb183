import { describe, expect, test } from 'vitest';
import type { Located } from '../../../src/apisix/located.ts';
import { adcObjects, isAdcFile } from '../../../src/apisix/routing/adc-file.ts';
import { upstreamsOfCrd } from '../../../src/apisix/routing/apisix-upstream.ts';
import { kindOfBody } from '../../../src/apisix/routing/kind-of-body.ts';
import type { RoutingObject } from '../../../src/apisix/routing/routing-object.ts';
import { located } from '../../support/located.ts';

/** `key@line:column` for what a map holds, maps in it in brackets. */
function flat(value: Located): string {
  if (value.kind !== 'table') return value.kind === 'null' ? 'null' : String(value.value);
  const entries = value.entries.map(({ key, keyPosition: at, value: inner }) => `${key}@${at.line}:${at.column} ${flat(inner)}`);
  return `{${entries.join(', ')}}`;
}

const shown = ({ kind, id, judge, entry }: RoutingObject): string => `${kind}/${id} ${judge} ${flat(entry.value)}`;

test('adc: routes know their service, and keys have the names of the Admin API', () => {
  const root = located(`services:
- name: s
  description: x
  path_prefix: /a
  upstream: {service_name: n, discovery_type: kubernetes}
  upstreams: [{name: u, type: chash}]
  routes: [{name: r, uris: [/]}]
- id: 5
  stream_routes: [{name: t}]
upstreams: [{name: v}]
`);
  expect(isAdcFile(root)).toBe(true);
  expect(adcObjects(root).map(shown)).toEqual([
    'upstreams/v admin {name@10:14 v, type@10:13 roundrobin}',
    'services/s admin {name@2:3 s, desc@3:3 x, upstream@5:3 {service_name@5:14 n, discovery_type@5:31 kubernetes, type@5:13 roundrobin}}',
    'upstreams/u admin {name@6:16 u, type@6:25 chash}',
    'routes/r admin {name@7:13 r, uris@7:22 {1@7:29 /}, service_id@7:12 s}',
    'services/5 admin {id@8:3 5}',
    'stream_routes/t admin {name@9:20 t, service_id@9:19 5}',
  ]);
});

test('ApisixUpstream: discovery of the spec and of single ports, under the names of the Admin API', () => {
  const root = located(`apiVersion: apisix.apache.org/v2
kind: ApisixUpstream
metadata: {name: web}
spec:
  scheme: https
  discovery:
    serviceName: default/web:https
    type: kubernetes
    args: {a: b}
  portLevelSettings:
  - port: 80
  - port: 81
    discovery: {type: dns}
`);
  expect(upstreamsOfCrd(root).map(shown)).toEqual([
    'upstreams/web admin {service_name@7:5 default/web:https, discovery_type@8:5 kubernetes, discovery_args@9:5 {a@9:12 b}, type@7:5 roundrobin, scheme@5:3 https}',
    'upstreams/web admin {discovery_type@13:17 dns, type@13:16 roundrobin}',
  ]);
});

test.each(['a: 1', 'spec: ~', 'spec: {discovery: text}', 'spec: {portLevelSettings: 5}'])(
  'ApisixUpstream without discovery: %s',
  (text) => {
    expect(upstreamsOfCrd(located(text))).toEqual([]);
  },
);

describe('the kind of a body', () => {
  test.each([
    ['{uri: /, plugins: {}}', 'routes'],
    ['{uris: [/], service_id: 1}', 'routes'],
    ['{uri: "http://example.com"}', undefined],
    ['{server_port: 9100, upstream_id: 1}', 'stream_routes'],
    ['{server_port: 9100}', undefined],
    ['{service_name: a, discovery_type: b}', 'upstreams'],
    ['{discovery_type: b}', 'upstreams'],
    ['{service_name: a, type: roundrobin}', 'upstreams'],
    ['{service_name: a}', undefined],
    ['{nodes: {"10.0.0.1:80": 1}}', 'upstreams'],
    ['{nodes: [{host: a, port: 80, weight: 1}]}', 'upstreams'],
    ['{nodes: []}', undefined],
    ['{nodes: [1]}', undefined],
    ['{upstream: {}}', 'services'],
    ['{upstream: a}', undefined],
    ['{upstream_id: a}', 'services'],
    ['{apiVersion: v1, upstream: {}}', undefined],
    ['text', undefined],
  ])('%s: %s', (text, kind) => {
    expect(kindOfBody(located(text))).toBe(kind);
  });
});

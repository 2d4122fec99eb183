import { describe, expect, it } from 'vitest';
import { entryOf } from '../../../src/apisix/located.ts';
import { referencesOf } from '../../../src/apisix/routing/references.ts';
import type { ObjectKind, RoutingObject } from '../../../src/apisix/routing/routing-object.ts';
import { upstreamsOf } from '../../../src/apisix/routing/upstream-place.ts';
import { located } from '../../support/located.ts';

function object(kind: ObjectKind, yaml: string): RoutingObject {
  const value = located(yaml);
  return { kind, id: undefined, entry: { value, keyPosition: value.position, keyEnd: value.position }, judge: 'data-plane' };
}

const ROUTE = `
upstream: {service_name: a, tls: {client_cert_id: c}}
upstream_id: 1
service_id: s
plugin_config_id: p
plugins:
  traffic-split:
    rules:
      - weighted_upstreams:
          - upstream: {service_name: b}
          - upstream_id: u
          - weight: 1
      - weighted_upstreams: none
`;

describe('the upstreams of an object', () => {
  it.each([
    ['upstreams', '{service_name: a}', [['itself', 'a', 1]]],
    ['services', '{upstream: {service_name: a}}', [['embedded', 'a', 1]]],
    [
      'routes',
      ROUTE,
      [
        ['embedded', 'a', 2],
        ['plugin', 'b', 10],
      ],
    ],
    ['routes', '{upstream_id: 1, plugins: {traffic-split: {rules: {}}}}', []],
    ['stream_routes', 'text', []],
  ] as const)('of %s %s', (kind, yaml, expected) => {
    const found = upstreamsOf(object(kind, yaml)).map(({ where, value, entry }) => {
      const name = entryOf(value, 'service_name')?.value;
      return [where, name?.kind === 'scalar' ? name.value : undefined, entry.keyPosition.line];
    });
    expect(found).toEqual(expected);
  });
});

describe('the references of an object', () => {
  it('are its own, those of its upstream and those of plugins', () => {
    const told = referencesOf(object('routes', ROUTE)).map(
      ({ kind, id, property, where, position }) => `${position.line}:${position.column} ${where} ${property} ${kind}/${id}`,
    );
    expect(told).toEqual([
      '3:14 object upstream_id upstreams/1',
      '4:13 object service_id services/s',
      '5:19 object plugin_config_id plugin_configs/p',
      '2:51 object client_cert_id ssls/c',
      '11:26 plugin upstream_id upstreams/u',
    ]);
  });

  it('of an upstream is its certificate, and of a stream route its superior', () => {
    expect(referencesOf(object('upstreams', '{tls: {client_cert_id: 5}}'))).toMatchObject([{ kind: 'ssls', id: '5' }]);
    expect(referencesOf(object('stream_routes', '{protocol: {superior_id: a}}'))).toMatchObject([
      { kind: 'stream_routes', id: 'a' },
    ]);
  });

  it('that are no text and no number are none', () => {
    expect(referencesOf(object('routes', '{upstream_id: true, service_id: ~, plugin_config_id: []}'))).toEqual([]);
  });
});

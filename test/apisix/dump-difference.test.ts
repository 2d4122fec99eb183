import { describe, expect, test } from 'vitest';
import { dumpDifference, mayHideKeys } from '../../src/apisix/dump-difference.ts';
import { NodeDict } from '../../src/apisix/node-dict.ts';
import type { Node, PortNodes } from '../../src/apisix/nodes.ts';
import { releaseOf } from '../../src/apisix/release.ts';

const [one, two]: readonly Node[] = [
  { host: '10.0.0.1', port: 80, weight: 50 },
  { host: '10.0.0.2', port: 80, weight: 50 },
];

type Ports = Readonly<Record<string, readonly (Node | undefined)[]>>;

function portsOf(ports: Ports): PortNodes {
  return new Map(Object.entries(ports).map(([port, nodes]) => [port, nodes.filter((node) => node !== undefined)]));
}

function difference(truth: Readonly<Record<string, Ports>>, shown: Readonly<Record<string, Ports | undefined>>) {
  const dict = new NodeDict();
  for (const [key, ports] of Object.entries(truth)) dict.set(key, portsOf(ports));
  const services = Object.entries(shown).map(([key, ports]) => [key, ports && portsOf(ports)] as const);
  return dumpDifference(dict, { services: new Map(services) });
}

const none = { missing: [], stale: [], ghosts: [] };

describe('between a cluster and a dump', () => {
  test.each([
    ['equal', { 'a/x': { http: [one, two] } }, { 'a/x': { http: [one, two] } }, none],
    ['in another order', { 'a/x': { http: [one, two] } }, { 'a/x': { http: [two, one] } }, none],
    ['a port without nodes', { 'a/x': { http: [one], grpc: [] } }, { 'a/x': { http: [one] } }, none],
    ['services without nodes', { 'a/x': {} }, {}, none],
    ['what deletions leave behind', {}, { 'a/x': {} }, none],
    ['a node less', { 'a/x': { http: [one, two] } }, { 'a/x': { http: [one] } }, { ...none, stale: ['a/x'] }],
    ['a node twice', { 'a/x': { http: [one, one] } }, { 'a/x': { http: [one, two] } }, { ...none, stale: ['a/x'] }],
    ['another port name', { 'a/x': { http: [one] } }, { 'a/x': { web: [one] } }, { ...none, stale: ['a/x'] }],
    ['a service that came', { 'a/x': { http: [one] }, 'a/b': { http: [one] } }, {}, { ...none, missing: ['a/b', 'a/x'] }],
    ['nodes that were lost', { 'a/x': { http: [one] } }, { 'a/x': {} }, { ...none, missing: ['a/x'] }],
    ['what cannot be read', { 'a/x': { http: [one] } }, { 'a/x': undefined }, { ...none, missing: ['a/x'] }],
    ['a service that went', {}, { 'a/x': { http: [one] } }, { ...none, ghosts: ['a/x'] }],
  ])('%s', (_, truth, shown, expected) => {
    expect(difference(truth, shown)).toEqual(expected);
  });
});

test.each([
  ['3.13.0', { due: 512, shown: 512 }, false],
  ['3.13.0', { due: 513, shown: 400 }, true],
  ['3.13.0', { due: 100, shown: 600 }, true],
  ['3.14.0', { due: 60_000, shown: 1 }, false],
])('of APISIX %s a dump with %j may hide keys: %j', (version, counts, expected) => {
  expect(mayHideKeys(releaseOf(version), counts)).toBe(expected);
});

import { expect, test } from 'vitest';
import type { Json } from '../../src/apisix/lua.ts';
import { storedPorts } from '../../src/apisix/stored-ports.ts';

const node = (host: Json, port: Json) => ({ host, port, weight: 50 });

test.each<[string, Json, Json]>([
  ['a null as the text that Lua makes of it', null, 'userdata: NULL'],
  ['an empty list as an empty map', [], {}],
  ['a list with what is in it stored likewise', [null, { a: [] }], ['userdata: NULL', { a: {} }]],
  ['a long number with 14 digits', 1_234_567_890_123_456, 1_234_567_890_123_500],
  ['an address as it is', '10.0.0.1', '10.0.0.1'],
  ['false as it is', false, false],
])('%s', (_, value, stored) => {
  expect(storedPorts(new Map([['http', [node(value, value)]]]))).toEqual(new Map([['http', [node(stored, stored)]]]));
});

test('a node keeps what it lacks', () => {
  expect(storedPorts(new Map([['http', [{ port: null, weight: 1 }]]]))).toEqual(
    new Map([['http', [{ port: 'userdata: NULL', weight: 1 }]]]),
  );
});

test.each<[string, readonly Json[], readonly string[] | undefined]>([
  ['null, by its text', [null], ['userdata: NULL']],
  ['a number beside a text, by its digits', [8080, 'http'], ['8080', 'http']],
  ['zero, by its digit', [0], ['0']],
  ['true, not at all', ['http', true], undefined],
  ['one large number, not at all', [8080], undefined],
  ['a number that is no index of a list, by its digits', [1e15], ['1e+15']],
  ['small numbers, in a list', [1, 3], []],
])('ports named %s', (_, names, stored) => {
  const ports = storedPorts(new Map(names.map((name) => [name, []])));
  expect(ports && [...ports.keys()]).toEqual(stored);
});

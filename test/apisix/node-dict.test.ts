import { expect, test } from 'vitest';
import { NodeDict } from '../../src/apisix/node-dict.ts';

const nodes = new Map([['http', [{ host: '10.0.0.1', port: 80, weight: 50 }]]]);

test('ports that cannot be stored leave a version without content', () => {
  const dict = new NodeDict();
  dict.set('ns/x', nodes);
  dict.set('ns/x', new Map([[true, []]]));
  expect(dict.keys()).toEqual(['ns/x#version']);
  expect(dict.service('ns/x')).toBeUndefined();
});

test('an object called x#version takes the version key of x along when it goes', () => {
  const dict = new NodeDict();
  dict.set('ns/x', nodes);
  dict.set('ns/x#version', nodes);
  expect(dict.service('ns/x')).toEqual(nodes);
  dict.delete('ns/x#version');
  expect(dict.service('ns/x')).toBeUndefined();
});

test('stale keys go with their versions, and so does the flag', () => {
  const dict = new NodeDict();
  dict.set('ns/a', nodes);
  dict.set('ns/b', nodes);
  dict.setReady();
  expect(dict.deleteStale(dict.keys(), new Set(['ns/b']))).toEqual(['ns/a']);
  expect(dict.keys().sort()).toEqual(['ns/b', 'ns/b#version']);
  expect(dict.ready).toBe(false);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { fieldTexts } from '../../../src/playground/apply/field-set.ts';
import {
  appliedFields,
  compareTrees,
  mergeTrees,
  treeOf,
  valueOf,
  withoutFields,
} from '../../../src/playground/apply/field-tree.ts';
import type { FieldChanges } from '../../../src/playground/apply/field-tree.ts';
import type { ResourceName } from '../../../src/playground/resource.ts';

const secret = (fields: object) => treeOf('secrets', fields);
const texts = ({ added, modified, removed }: FieldChanges) => ({
  added: fieldTexts(added),
  modified: fieldTexts(modified),
  removed: fieldTexts(removed),
});

describe('the fields of an object', () => {
  test.each<[string, ResourceName, object, readonly string[]]>([
    ['are its leaves', 'secrets', { type: 'Opaque', data: { a: '' } }, ['.type', '.data.a']],
    ['are maps where they are empty', 'secrets', { data: {} }, ['.data']],
    ['are no null', 'secrets', { data: null, type: null }, []],
    ['are most lists as a whole', 'clusterroles', { rules: [{ verbs: [] }] }, ['.rules']],
    ['are the reference to a role as a whole', 'rolebindings', { roleRef: { name: 'x' } }, ['.roleRef']],
    ['are finalizers one by one', 'secrets', { metadata: { finalizers: ['a'] } }, ['.metadata.finalizers[="a"]']],
    [
      'are ports of a Service by their keys, of which one has a default',
      'services',
      { spec: { ports: [{ port: 80, name: 'http' }] } },
      [
        '.spec.ports[port=80,protocol="TCP"]',
        '.spec.ports[port=80,protocol="TCP"].name',
        '.spec.ports[port=80,protocol="TCP"].port',
      ],
    ],
  ])('%s', (_, resource, object, fields) => {
    expect(fieldTexts(appliedFields(treeOf(resource, object)))).toEqual(fields);
  });

  test('make up the object again', () => {
    const value = fc.dictionary(
      fc.string(),
      fc.oneof(fc.string(), fc.integer(), fc.array(fc.string()), fc.dictionary(fc.string(), fc.string())),
    );
    fc.assert(
      fc.property(value, (object) => {
        expect(valueOf(secret(object))).toEqual({ ...object });
      }),
    );
  });
});

describe('two states', () => {
  test.each<[string, object, object, Partial<ReturnType<typeof texts>>]>([
    ['that are the same differ in nothing', { data: { a: '1' } }, { data: { a: '1' } }, {}],
    ['differ in values', { data: { a: '1' }, type: 'x' }, { data: { a: '2' }, type: 'x' }, { modified: ['.data.a'] }],
    ['differ in a map that comes, and in all of it', {}, { data: { a: '1' } }, { added: ['.data', '.data.a'] }],
    ['differ in what is gone', { data: { a: '1', b: '2' } }, { data: { b: '2' } }, { removed: ['.data.a'] }],
    ['differ where a value becomes a map', { data: '1' }, { data: {} }, { modified: ['.data'] }],
  ])('%s', (_, before, after, changes) => {
    expect(texts(compareTrees(secret(before), secret(after)))).toEqual({ added: [], modified: [], removed: [], ...changes });
  });
});

describe('a merge', () => {
  test('says what is new over what stands', () => {
    const base = { type: 'x', data: { a: '1', b: '2' }, metadata: { finalizers: ['one'] } };
    const over = { data: { b: '3', c: '4' }, metadata: { finalizers: ['two'] } };
    expect(valueOf(mergeTrees(secret(base), secret(over)))).toEqual({
      type: 'x',
      data: { a: '1', b: '3', c: '4' },
      metadata: { finalizers: ['one', 'two'] },
    });
  });
});

describe('fields are taken out', () => {
  const service = { spec: { ports: [{ port: 80, name: 'http' }, { port: 81 }], type: 'ClusterIP' } };

  test.each<[string, ResourceName, object, object, object]>([
    ['leaves of a map that keeps others', 'secrets', { data: { a: '1', b: '2' } }, { data: { a: '1' } }, { data: { b: '2' } }],
    ['a map with its last field', 'secrets', { type: 'x', data: { a: '1' } }, { data: { a: '1' } }, { type: 'x' }],
    ['an empty map that was set', 'secrets', { data: {} }, { data: {} }, {}],
    ['no map that has other fields', 'secrets', { data: { a: '1' } }, { data: {} }, { data: { a: '1' } }],
    [
      'an item of a list with what nobody set in it',
      'services',
      service,
      { spec: { ports: [{ port: 80 }] } },
      { spec: { ports: [{ port: 81 }], type: 'ClusterIP' } },
    ],
  ])('%s', (_, resource, object, out, left) => {
    const tree = treeOf(resource, object);
    expect(valueOf(withoutFields(tree, appliedFields(treeOf(resource, out))))).toEqual(left);
  });
});

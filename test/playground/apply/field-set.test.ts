import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  childPath,
  difference,
  fieldTexts,
  fromFieldsV1,
  intersection,
  toFieldsV1,
  union,
} from '../../../src/playground/apply/field-set.ts';

const path = (...segments: readonly string[]): string => segments.reduce(childPath, '');
const labels = path('f:metadata', 'f:labels');
const app = path('f:metadata', 'f:labels', 'f:app');
const data = path('f:data', 'f:k');

describe('a field set', () => {
  test('is written as FieldsV1, with a dot for a map that has fields of the set inside', () => {
    expect(toFieldsV1(new Set([app, data]))).toEqual({ 'f:data': { 'f:k': {} }, 'f:metadata': { 'f:labels': { 'f:app': {} } } });
    expect(toFieldsV1(new Set([app, labels]))).toEqual({ 'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } } });
    expect(toFieldsV1(new Set([labels]))).toEqual({ 'f:metadata': { 'f:labels': {} } });
  });

  test('comes back from FieldsV1 as it was', () => {
    const segments = fc.array(fc.constantFrom('f:a', 'f:b.c/d', 'k:{"name":"x"}', 'v:"x"'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(segments), (paths) => {
        const set = new Set(paths.map((one) => path(...one)));
        expect(fromFieldsV1(toFieldsV1(set))).toEqual(set);
      }),
    );
  });

  test('is joined, lessened and cut path by path: a map is not what is in it', () => {
    expect(union(new Set([app]), new Set([data]))).toEqual(new Set([app, data]));
    expect(difference(new Set([app, labels]), new Set([labels]))).toEqual(new Set([app]));
    expect(intersection(new Set([app, data]), new Set([app, labels]))).toEqual(new Set([app]));
  });

  test('is told with what is in each map itself before what lies deeper', () => {
    const ports = (name: string) => path('f:spec', 'f:ports', 'k:{"port":80,"protocol":"TCP"}', name);
    const set = new Set([
      ports('f:name'),
      path('f:spec', 'f:selector'),
      path('f:metadata', 'f:finalizers', 'v:"x"'),
      path('f:type'),
      app,
    ]);
    expect(fieldTexts(set)).toEqual([
      '.type',
      '.metadata.finalizers[="x"]',
      '.metadata.labels.app',
      '.spec.selector',
      '.spec.ports[port=80,protocol="TCP"].name',
    ]);
  });
});

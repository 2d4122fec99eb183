import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { ApiObject } from '../../../src/playground/api-object.ts';
import { applyObject } from '../../../src/playground/apply/apply-object.ts';
import { resourceType } from '../../../src/playground/resource.ts';

// What applies do to each other is the contract's; these hold for any objects.
const resource = resourceType('secrets');
const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2'), { minKeys: 1 });
const config = (data: object, labels: object): ApiObject => ({ metadata: { name: 'x', labels: { ...labels } }, data });
const apply = (live: ApiObject | undefined, wanted: ApiObject, manager: string): ApiObject =>
  applyObject(live, wanted, { resource, manager, now: 0, force: true });

test('by force an applier always gets what it says, and saying it again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('m1', 'm2', 'm3'), values, values), { minLength: 1 }), (steps) => {
      let live: ApiObject | undefined;
      for (const [manager, data, labels] of steps) {
        const wanted = config(data, labels);
        live = apply(live, wanted, manager);
        expect(live['data'] ?? {}).toMatchObject({ ...data });
        expect(live.metadata.labels ?? {}).toMatchObject({ ...labels });
        expect(apply(live, wanted, manager)).toEqual(live);
      }
    }),
  );
});

test('what one manager alone applied is gone when it applies nothing', () => {
  fc.assert(
    fc.property(values, values, (data, labels) => {
      const empty: ApiObject = { metadata: { name: 'x' } };
      expect(apply(apply(undefined, config(data, labels), 'm1'), empty, 'm1')).toEqual(empty);
    }),
  );
});

import { describe, expect, test } from 'vitest';

import { missingPermissions } from '../../../src/playground/rbac/coverage.ts';
import type { PolicyRule } from '../../../src/playground/rbac/policy.ts';

const list: PolicyRule = { apiGroups: [''], resources: ['endpoints'], verbs: ['list'] };

// How several are told is the contract's.
describe('missingPermissions', () => {
  test.each<[string, PolicyRule, PolicyRule, readonly string[]]>([
    ['what is held', list, list, []],
    ['what all resources include', { ...list, resources: ['*'] }, list, []],
    ['all resources, of one', list, { ...list, resources: ['*'] }, ['{APIGroups:[""], Resources:["*"], Verbs:["list"]}']],
    [
      'a subresource, of its resource',
      { ...list, resources: ['pods'] },
      { ...list, resources: ['pods/log'] },
      ['{APIGroups:[""], Resources:["pods/log"], Verbs:["list"]}'],
    ],
    ['a subresource of everything', { ...list, resources: ['*/log'] }, { ...list, resources: ['pods/log'] }, []],
    ['one name, of all', list, { ...list, resourceNames: ['cms'] }, []],
    [
      'all names, of one',
      { ...list, resourceNames: ['cms'] },
      list,
      ['{APIGroups:[""], Resources:["endpoints"], Verbs:["list"]}'],
    ],
    [
      'a path, of those with another beginning',
      { nonResourceURLs: ['/healthz*'], verbs: ['get'] },
      { nonResourceURLs: ['/healthz/etcd', '/version'], verbs: ['get'] },
      ['{NonResourceURLs:["/version"], Verbs:["get"]}'],
    ],
  ])('%s', (_, held, wanted, missing) => {
    expect(missingPermissions([held], [wanted])).toEqual(missing);
  });

  test('what two rules hold together is held by neither', () => {
    const held = [
      { ...list, verbs: ['list'] },
      { ...list, resourceNames: ['cms'], verbs: ['*'] },
    ];
    expect(missingPermissions(held, [{ ...list, verbs: ['watch'] }])).toEqual([
      '{APIGroups:[""], Resources:["endpoints"], Verbs:["watch"]}',
    ]);
  });
});

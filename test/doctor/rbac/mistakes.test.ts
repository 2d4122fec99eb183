import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { allows } from '../../../src/doctor/rbac/allows.ts';
import { mistakesOf } from '../../../src/doctor/rbac/mistakes.ts';
import type { PolicyRule } from '../../../src/doctor/rbac/policy.ts';
import type { Right } from '../../../src/kube/reviews.ts';
import { LIST, LIST_SLICES, rule, WATCH } from './policies.ts';

/** `R09 names …`, one for each mistake; undefined where the rules have nothing to do with the right. */
function told(rules: readonly PolicyRule[], right: Right): readonly string[] | undefined {
  return mistakesOf(rules, right)?.map(({ id, text }) => `${id} ${text}`);
}

describe('what keeps rules from granting', () => {
  it.each<readonly [string, readonly Partial<PolicyRule>[], Right, readonly string[] | undefined]>([
    ['nothing', [{}], LIST, []],
    ['nothing, as another rule grants it', [{ apiGroups: ['apps'] }, {}], LIST, []],
    ['another group', [{ apiGroups: ['apps'] }], LIST, ['R09 names endpoints in the API group "apps", and they are in ""']],
    [
      'other groups',
      [{ apiGroups: ['core', 'v1'] }],
      LIST,
      ['R09 names endpoints in the API groups "core" and "v1", and they are in ""'],
    ],
    [
      'the group of Endpoints, where slices are meant',
      [{ resources: ['endpoints', 'endpointslices'] }],
      LIST_SLICES,
      ['R08 names endpointslices in the API group "", and they are in "discovery.k8s.io"'],
    ],
    ['no rule for slices', [{}], LIST_SLICES, ['R08 grants it on endpoints, and not on endpointslices in "discovery.k8s.io"']],
    ['the singular', [{ resources: ['endpoint'] }], LIST, ['R18 names "endpoint", where only "endpoints" counts']],
    ['the kind', [{ resources: ['Endpoints'] }], LIST, ['R18 names "Endpoints", where only "endpoints" counts']],
    ['capitals', [{ verbs: ['LIST'] }], LIST, ['R18 has the verb "LIST", where only "list" counts']],
    ['names', [{ resourceNames: ['cms', 'web'] }], LIST, ['R10 names single objects (cms, web), which allows no list of all']],
    ['no list', [{ verbs: ['get'] }], LIST, ['R01 grants get on endpoints, and not list']],
    ['no watch', [{ verbs: ['get', 'list'] }], WATCH, ['R02 grants get and list on endpoints, and not watch']],
    ['no list of everything', [{ resources: ['*'], verbs: ['get'] }], LIST, ['R01 grants get on *, and not list']],
    [
      'several things',
      [{ apiGroups: ['v1'], resources: ['endpoint'], verbs: ['get'] }],
      LIST,
      [
        'R09 names endpoints in the API group "v1", and they are in ""',
        'R18 names "endpoint", where only "endpoints" counts',
        'R01 grants get on endpoint, and not list',
      ],
    ],
    [
      'more in one rule than in another, which counts then',
      [{ apiGroups: ['v1'], verbs: ['get'] }, { resourceNames: ['cms'] }],
      LIST,
      ['R10 names single objects (cms), which allows no list of all'],
    ],
    ['rules about something else', [{ resources: ['pods'] }, { apiGroups: ['apps'], resources: ['*'] }], LIST, undefined],
  ])('%s', (_, rules, right, expected) => {
    expect(told(rules.map(rule), right)).toEqual(expected);
  });
});

test('without a mistake a rule grants the right, and with one none does', () => {
  const word = (...words: readonly string[]) => fc.uniqueArray(fc.constantFrom(...words), { maxLength: 2 });
  const rules = fc.array(
    fc.record<PolicyRule>({
      verbs: word('list', 'watch', 'LIST', 'get', '*'),
      apiGroups: word('', 'discovery.k8s.io', 'core', '*'),
      resources: word('endpoints', 'endpointslices', 'endpoint', 'EndpointSlice', 'pods', '*'),
      resourceNames: word('cms'),
    }),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(rules, fc.constantFrom(LIST, WATCH, LIST_SLICES), (given, right) => {
      expect(mistakesOf(given, right)?.length === 0).toBe(given.some((one) => allows(one, right)));
    }),
    { numRuns: 2000 },
  );
});

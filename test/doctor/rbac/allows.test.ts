import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { allows } from '../../../src/doctor/rbac/allows.ts';
import type { PolicyRule } from '../../../src/doctor/rbac/policy.ts';
import type { Right } from '../../../src/kube/reviews.ts';
import { ruleAllows } from '../../../src/playground/rbac/rule-matches.ts';
import { LIST, LIST_SLICES, rule } from './policies.ts';

describe('a rule', () => {
  it.each<readonly [string, Partial<PolicyRule>, Right, boolean]>([
    ['allows what it names', {}, LIST, true],
    ['allows that in a namespace, too', {}, { ...LIST, namespace: 'shop' }, true],
    ['allows no other verb', {}, { ...LIST, verb: 'get' }, false],
    ['allows no other resource', {}, LIST_SLICES, false],
    ['takes a star for every verb', { verbs: ['*'] }, LIST, true],
    ['takes a star for every group', { apiGroups: ['*'], resources: ['endpointslices'] }, LIST_SLICES, true],
    ['takes a star for every resource of its groups', { resources: ['*'] }, LIST, true],
    ['takes it for none of other groups', { resources: ['*'] }, LIST_SLICES, false],
    ['knows no group called core', { apiGroups: ['core'] }, LIST, false],
    ['knows no verb in capitals', { verbs: ['LIST'] }, LIST, false],
    ['knows no resource in the singular', { resources: ['endpoint'] }, LIST, false],
    ['for one object allows no list of all', { resourceNames: ['cms'] }, LIST, false],
    ['for one object allows that one', { resourceNames: ['cms'] }, { ...LIST, name: 'cms' }, true],
    ['for one object allows no other', { resourceNames: ['cms'] }, { ...LIST, name: 'web' }, false],
    ['for a resource allows none of its subresources', {}, { ...LIST, subresource: 'status' }, false],
    ['may name the subresource', { resources: ['endpoints/status'] }, { ...LIST, subresource: 'status' }, true],
    ['may name that of everything', { resources: ['*/status'] }, { ...LIST, subresource: 'status' }, true],
    ['about paths alone allows nothing', { apiGroups: [], resources: [], verbs: ['*'] }, LIST, false],
  ])('%s', (_, fields, right, expected) => {
    expect(allows(rule(fields), right)).toBe(expected);
  });
});

test('rules allow what the RBAC of the playground lets them', () => {
  const word = (...words: readonly string[]) => fc.uniqueArray(fc.constantFrom(...words), { maxLength: 2 });
  const rules = fc.record<PolicyRule>({
    verbs: word('list', 'watch', 'LIST', '*'),
    apiGroups: word('', 'discovery.k8s.io', 'core', '*'),
    resources: word('endpoints', 'endpointslices', 'endpoints/status', '*/status', 'endpoint', '*'),
    resourceNames: word('cms', 'web'),
  });
  const rights = fc.record({
    verb: fc.constantFrom('list', 'watch'),
    group: fc.constantFrom('', 'discovery.k8s.io'),
    resource: fc.constantFrom('endpoints', 'endpointslices'),
    subresource: fc.constantFrom(undefined, 'status'),
    name: fc.constantFrom(undefined, 'cms'),
  });
  fc.assert(
    fc.property(rules, rights, (given, { verb, group, resource, subresource, name }) => {
      const right = {
        verb,
        group,
        resource,
        ...(subresource === undefined ? {} : { subresource }),
        ...(name === undefined ? {} : { name }),
      };
      const asked = { verb, group, plural: resource, subresource: subresource ?? '', namespace: undefined, name };
      expect(allows(given, right)).toBe(ruleAllows(given, { kind: 'resource', ...asked }));
    }),
    { numRuns: 2000 },
  );
});

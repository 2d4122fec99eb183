import { describe, expect, test } from 'vitest';

import { requestTarget } from '../../../src/playground/api-request.ts';
import type { PolicyRule } from '../../../src/playground/rbac/policy.ts';
import { ruleAllows } from '../../../src/playground/rbac/rule-matches.ts';

const list: PolicyRule = { apiGroups: [''], resources: ['endpoints'], verbs: ['list'] };

function allows(rule: PolicyRule, path: string, { method = 'GET', name }: { method?: string; name?: string } = {}): boolean {
  const target = requestTarget(method, path, new URLSearchParams());
  return ruleAllows(rule, target.kind === 'path' ? target : { ...target, name: target.name ?? name });
}

describe('ruleAllows', () => {
  test.each([
    ['what the rule names', list, '/api/v1/endpoints', true],
    ['its namespaces', list, '/api/v1/namespaces/default/endpoints', true],
    ['another verb', list, '/api/v1/namespaces/default/endpoints/cms', false],
    ['another resource', list, '/api/v1/services', false],
    ['another group', list, '/apis/discovery.k8s.io/v1/endpoints', false],
    ['a group called core', { ...list, apiGroups: ['core', 'v1'] }, '/api/v1/endpoints', false],
    ['a verb in capitals', { ...list, verbs: ['LIST'] }, '/api/v1/endpoints', false],
    ['a resource in the singular', { ...list, resources: ['endpoint'] }, '/api/v1/endpoints', false],
    ['everything', { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, '/apis/apps/v1/deployments', true],
    ['everything, but no path', { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, '/version', false],
    ['a path', { nonResourceURLs: ['/version'], verbs: ['get'] }, '/version', true],
    ['another path', { nonResourceURLs: ['/version'], verbs: ['get'] }, '/version/', false],
    ['the beginning of a path', { nonResourceURLs: ['/openid/*'], verbs: ['get'] }, '/openid/v1/jwks', true],
  ])('%s', (_, rule, path, expected) => {
    expect(allows(rule, path)).toBe(expected);
  });

  test('a rule for names covers the list of one name only', () => {
    const rule = { ...list, resourceNames: ['cms'] };
    expect(allows(rule, '/api/v1/endpoints')).toBe(false);
    expect(allows(rule, '/api/v1/endpoints', { name: 'cms' })).toBe(true);
    expect(allows(rule, '/api/v1/endpoints', { name: 'web' })).toBe(false);
  });

  test('a subresource needs a right of its own', () => {
    const rule = { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['create'] };
    const path = '/api/v1/namespaces/default/serviceaccounts/apisix/token';
    expect(allows(rule, path, { method: 'POST' })).toBe(false);
    expect(allows({ ...rule, resources: ['serviceaccounts/token'] }, path, { method: 'POST' })).toBe(true);
  });
});

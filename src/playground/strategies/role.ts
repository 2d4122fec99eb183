import type { ApiObject } from '../api-object.ts';
import { rulesOf } from '../rbac/policy.ts';
import type { PolicyRule } from '../rbac/policy.ts';
import { invalidValue, required } from '../status/field-error.ts';
import type { FieldError } from '../status/field-error.ts';
import { list, object, text } from './shape.ts';
import { PLAIN } from './strategy.ts';
import type { Strategy } from './strategy.ts';

const texts = list(text);
const rule = object({ verbs: texts, apiGroups: texts, resources: texts, resourceNames: texts, nonResourceURLs: texts });
const shape = { rules: list(rule) };

/** Each rule of a ClusterRole says what it allows, on which resources or paths (kubernetes' pkg/apis/rbac/validation). */
export const clusterRoleStrategy: Strategy = { ...PLAIN, shape, problems: (role) => problemsOf(role, clusterRuleProblems) };

/** The rules of a Role are about resources alone. */
export const roleStrategy: Strategy = { ...PLAIN, shape, problems: (role) => problemsOf(role, namespacedRuleProblems) };

type RuleCheck = (rule: Partial<PolicyRule>, at: string) => readonly FieldError[];

function problemsOf(role: ApiObject, check: RuleCheck): readonly FieldError[] {
  return rulesOf(role).flatMap((rule, index) => [...verbProblems(rule, `rules[${index}]`), ...check(rule, `rules[${index}]`)]);
}

function verbProblems({ verbs = [] }: Partial<PolicyRule>, at: string): readonly FieldError[] {
  return verbs.length > 0 ? [] : [required(`${at}.verbs`, 'verbs must contain at least one value')];
}

function clusterRuleProblems(rule: Partial<PolicyRule>, at: string): readonly FieldError[] {
  const { apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  if (nonResourceURLs.length === 0) return resourceProblems(rule, at);
  if (apiGroups.length + resources.length + resourceNames.length === 0) return [];
  const why = 'rules cannot apply to both regular resources and non-resource URLs';
  return [invalidValue(`${at}.nonResourceURLs`, nonResourceURLs, why)];
}

function namespacedRuleProblems(rule: Partial<PolicyRule>, at: string): readonly FieldError[] {
  const { nonResourceURLs = [] } = rule;
  if (nonResourceURLs.length === 0) return resourceProblems(rule, at);
  return [invalidValue(`${at}.nonResourceURLs`, nonResourceURLs, 'namespaced rules cannot apply to non-resource URLs')];
}

function resourceProblems({ apiGroups = [], resources = [] }: Partial<PolicyRule>, at: string): readonly FieldError[] {
  return [
    ...(apiGroups.length > 0 ? [] : [required(`${at}.apiGroups`, 'resource rules must supply at least one api group')]),
    ...(resources.length > 0 ? [] : [required(`${at}.resources`, 'resource rules must supply at least one resource')]),
  ];
}

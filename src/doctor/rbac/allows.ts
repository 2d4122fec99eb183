import type { Right } from '../../kube/reviews.ts';
import type { PolicyRule } from './policy.ts';

/** Whether a rule allows what is asked (`RuleAllows` in kubernetes' plugin/pkg/auth/authorizer/rbac/rbac.go). */
export function allows({ verbs, apiGroups, resources, resourceNames }: PolicyRule, right: Right): boolean {
  const { verb, group, name } = right;
  return (
    includes(verbs, verb) &&
    includes(apiGroups, group) &&
    resources.some((resource) => covers(resource, right)) &&
    (resourceNames.length === 0 || (name !== undefined && resourceNames.includes(name)))
  );
}

/** Whether a list of a rule has a word, or all of them. */
export function includes(words: readonly string[], word: string): boolean {
  return words.includes('*') || words.includes(word);
}

/** `*`, `pods`, `pods/log`, or `*` with `/log` for that subresource of everything. */
function covers(pattern: string, { resource, subresource }: Right): boolean {
  const asked = subresource === undefined ? resource : `${resource}/${subresource}`;
  return pattern === '*' || pattern === asked || (subresource !== undefined && pattern === `*/${subresource}`);
}

import { goList } from '../go-text.ts';
import type { PolicyRule } from './policy.ts';
import { resourceText, ruleAllows } from './rule-matches.ts';
import type { Attributes, ResourceAttributes } from './rule-matches.ts';

/**
 * What `wanted` allows beyond `held`, as kube-apiserver names it in the refusal of an escalation: one text such as
 * `{APIGroups:[""], Resources:["endpoints"], Verbs:["list" "watch"]}` for each resource, sorted. Verbs on paths are not drawn together.
 * As there (`Covers` in k8s.io/component-helpers/auth/rbac/validation), a permission must be held through one rule, and one for `*` through a rule for `*`.
 */
export function missingPermissions(held: readonly PolicyRule[], wanted: readonly PolicyRule[]): readonly string[] {
  const missing = wanted.flatMap(permissionsOf).filter((permission) => !held.some((rule) => ruleAllows(rule, permission)));
  const verbsOf = new Map<string, string[]>();
  const texts: string[] = [];
  for (const permission of missing) {
    const { verb } = permission;
    if (permission.kind === 'path') texts.push(`{NonResourceURLs:${goList([permission.path])}, Verbs:${goList([verb])}}`);
    else verbsOf.set(whatText(permission), [...(verbsOf.get(whatText(permission)) ?? []), verb]);
  }
  for (const [what, verbs] of verbsOf) texts.push(`{${what}, Verbs:${goList(verbs)}}`);
  return [...new Set(texts)].toSorted();
}

/** Each verb of a rule on each resource of each group, under each name; and each verb on each path. */
function permissionsOf(rule: PolicyRule): readonly Attributes[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const names = resourceNames.length === 0 ? [undefined] : resourceNames;
  const things = apiGroups.flatMap((group) =>
    resources.flatMap((resource) => names.map((name) => ({ group, ...partsOf(resource), namespace: undefined, name }))),
  );
  return verbs.flatMap((verb) => [
    ...things.map((thing) => ({ kind: 'resource', verb, ...thing }) as const),
    ...nonResourceURLs.map((path) => ({ kind: 'path', verb, path }) as const),
  ]);
}

function partsOf(resource: string): Pick<ResourceAttributes, 'plural' | 'subresource'> {
  const [plural = '', ...subresource] = resource.split('/');
  return { plural, subresource: subresource.join('/') };
}

function whatText(permission: ResourceAttributes): string {
  const { group, name } = permission;
  const names = name === undefined ? '' : `, ResourceNames:${goList([name])}`;
  return `APIGroups:${goList([group])}, Resources:${goList([resourceText(permission)])}${names}`;
}

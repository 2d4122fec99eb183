import { goList } from '../go-text.ts';
import { matchesPath } from './rule-matches.ts';
import type { PolicyRule } from './policy.ts';

/** One verb on one resource of one group, under one name at most; or one verb on one path. */
type Permission =
  | { readonly verb: string; readonly group: string; readonly resource: string; readonly name: string | undefined }
  | { readonly verb: string; readonly path: string };

/**
 * What `wanted` allows beyond `held`, as kube-apiserver names it in the refusal of an escalation: one text such as
 * `{APIGroups:[""], Resources:["endpoints"], Verbs:["list" "watch"]}` for each resource, sorted. Verbs on paths are not drawn together.
 * As there (`Covers` in k8s.io/component-helpers/auth/rbac/validation), a permission must be held through one rule.
 */
export function missingPermissions(held: readonly PolicyRule[], wanted: readonly PolicyRule[]): readonly string[] {
  const missing = wanted.flatMap(permissionsOf).filter((permission) => !held.some((rule) => covers(rule, permission)));
  const verbsOf = new Map<string, string[]>();
  const texts: string[] = [];
  for (const permission of missing) {
    if ('path' in permission) texts.push(`{NonResourceURLs:${goList([permission.path])}, Verbs:${goList([permission.verb])}}`);
    else {
      const what = resourceText(permission);
      verbsOf.set(what, [...(verbsOf.get(what) ?? []), permission.verb]);
    }
  }
  for (const [what, verbs] of verbsOf) texts.push(`{${what}, Verbs:${goList(verbs)}}`);
  return [...new Set(texts)].toSorted();
}

function permissionsOf(rule: PolicyRule): readonly Permission[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const names = resourceNames.length === 0 ? [undefined] : resourceNames;
  const onResources = apiGroups.flatMap((group) =>
    resources.flatMap((resource) => verbs.flatMap((verb) => names.map((name) => ({ verb, group, resource, name })))),
  );
  return [...onResources, ...nonResourceURLs.flatMap((path) => verbs.map((verb) => ({ verb, path })))];
}

function covers(rule: PolicyRule, permission: Permission): boolean {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  if (!includes(verbs, permission.verb)) return false;
  if ('path' in permission) return nonResourceURLs.some((pattern) => matchesPath(pattern, permission.path));
  const { group, resource, name } = permission;
  return (
    includes(apiGroups, group) &&
    (includes(resources, resource) || resources.includes(`*/${resource.split('/')[1] ?? ''}`)) &&
    (resourceNames.length === 0 || (name !== undefined && resourceNames.includes(name)))
  );
}

function includes(allowed: readonly string[], asked: string): boolean {
  return allowed.includes('*') || allowed.includes(asked);
}

function resourceText({ group, resource, name }: Exclude<Permission, { path: string }>): string {
  const names = name === undefined ? '' : `, ResourceNames:${goList([name])}`;
  return `APIGroups:${goList([group])}, Resources:${goList([resource])}${names}`;
}

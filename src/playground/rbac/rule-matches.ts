import type { RequestTarget, ResourceRequest } from '../api-request.ts';
import type { PolicyRule } from './policy.ts';

/** A verb on a resource, whatever its version. */
export type ResourceAttributes = Omit<ResourceRequest, 'version'>;

/** What RBAC is asked about: a verb on a resource, or on a path that is none. */
export type Attributes = ResourceAttributes | Extract<RequestTarget, { kind: 'path' }>;

/** `pods`, or `pods/log`: how rules, and refusals, name a resource with its subresource. */
export function resourceText({ plural, subresource }: Pick<ResourceAttributes, 'plural' | 'subresource'>): string {
  return subresource === '' ? plural : `${plural}/${subresource}`;
}

/** Whether the rule allows what is asked (`RuleAllows` in kubernetes' plugin/pkg/auth/authorizer/rbac). */
export function ruleAllows(rule: PolicyRule, asked: Attributes): boolean {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  if (!names(verbs, asked.verb)) return false;
  if (asked.kind === 'path') return nonResourceURLs.some((pattern) => matchesPath(pattern, asked.path));
  return (
    names(apiGroups, asked.group) &&
    resources.some((resource) => matchesResource(resource, asked)) &&
    (resourceNames.length === 0 || (asked.name !== undefined && resourceNames.includes(asked.name)))
  );
}

function names(allowed: readonly string[], asked: string): boolean {
  return allowed.includes('*') || allowed.includes(asked);
}

/** `*`, `pods`, `pods/log`, or `*` + `/log` for that subresource of everything. */
function matchesResource(allowed: string, asked: ResourceAttributes): boolean {
  if (allowed === '*' || allowed === resourceText(asked)) return true;
  return asked.subresource !== '' && allowed === `*/${asked.subresource}`;
}

/** A pattern is a path, or the beginning of paths followed by `*`. */
function matchesPath(pattern: string, path: string): boolean {
  return pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1)));
}

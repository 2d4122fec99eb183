import type { ResourceRequest } from './api-request.ts';
import type { Identity } from './authentication.ts';
import type { Rule } from './account.ts';
import { forbidden, forbiddenPath } from './status.ts';

/** Paths that need no rights: `system:public-info-viewer` grants them to everyone. */
const PUBLIC_PATHS: readonly string[] = ['/version', '/healthz', '/livez', '/readyz'];

/** Whether the rules allow the request; `name` is the object's, or the one a field selector asks for. */
export function isAllowed(rules: readonly Rule[], request: ResourceRequest, name: string | undefined): boolean {
  const resource = request.subresource === '' ? request.plural : `${request.plural}/${request.subresource}`;
  return rules.some(
    (rule) =>
      covers(rule.apiGroups, request.group) &&
      covers(rule.resources, resource) &&
      covers(rule.verbs, request.verb) &&
      (rule.resourceNames === undefined || (name !== undefined && rule.resourceNames.includes(name))) &&
      (rule.namespaces === undefined || (request.namespace !== undefined && rule.namespaces.includes(request.namespace))),
  );
}

function covers(allowed: readonly string[], asked: string): boolean {
  return allowed.includes('*') || allowed.includes(asked);
}

/** Throws 403 as a StatusError, in the words of the RBAC authorizer, unless the rules allow the request. */
export function authorize(identity: Identity, request: ResourceRequest, name: string | undefined): void {
  if (!isAllowed(identity.rules, request, name)) throw refusal(identity.user, request, name);
}

/** The 403 that a user without the right gets. */
export function refusal(user: string, request: ResourceRequest, name: string | undefined) {
  const { verb, plural, subresource, group, namespace } = request;
  const resource = subresource === '' ? plural : `${plural}/${subresource}`;
  const scope = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const why = `User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${scope}`;
  return forbidden({ plural, group, name }, why);
}

/**
 * Throws 403 as a StatusError for a path that is no resource. Health and version are open to all and the discovery documents to everyone
 * with a token, as the built-in roles have it; any other path needs the right to everything.
 */
export function authorizePath(identity: Identity, verb: string, path: string): void {
  const isDiscovery =
    path === '/' || path === '/api' || path === '/apis' || path.startsWith('/api/') || path.startsWith('/apis/');
  if (verb === 'get' && (PUBLIC_PATHS.includes(path) || (isDiscovery && !identity.anonymous))) return;
  if (identity.rules.some((rule) => rule.apiGroups.includes('*') && rule.resources.includes('*') && rule.verbs.includes('*')))
    return;
  throw forbiddenPath(identity.user, verb, path);
}

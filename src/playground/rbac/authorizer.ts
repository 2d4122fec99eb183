import { MASTERS } from '../authentication/identity.ts';
import type { Identity } from '../authentication/identity.ts';
import { aggregateText } from '../go-text.ts';
import { forbidden, forbiddenPath } from '../status/status.ts';
import type { StatusError } from '../status/status.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { grantsOf } from './grants.ts';
import { resourceText, ruleAllows } from './rule-matches.ts';
import type { Attributes } from './rule-matches.ts';

/** Yes or no. `reason` names the binding that allows it, or on a no the bindings that point to no role; often it is empty. */
export interface Decision {
  readonly allowed: boolean;
  readonly reason: string;
}

/** What RBAC says to `identity` about what is asked. Members of `system:masters` may do everything, before RBAC is asked. */
export function decide(store: ObjectStore, identity: Identity, asked: Attributes): Decision {
  if (identity.groups.includes(MASTERS)) return { allowed: true, reason: '' };
  const dangling: string[] = [];
  for (const grant of grantsOf(store, identity, asked.kind === 'resource' ? asked.namespace : undefined)) {
    if (grant.kind === 'dangling') dangling.push(grant.message);
    else if (ruleAllows(grant.rule, asked)) return { allowed: true, reason: `RBAC: allowed by ${grant.through}` };
  }
  return { allowed: false, reason: dangling.length === 0 ? '' : `RBAC: ${aggregateText(dangling)}` };
}

/** Throws 403 as a StatusError, in the words of the RBAC authorizer, unless the bindings allow what is asked. */
export function authorize(store: ObjectStore, identity: Identity, asked: Attributes): void {
  const { allowed, reason } = decide(store, identity, asked);
  if (!allowed) throw refusal(identity.user, asked, reason);
}

/** The 403 that a user without the right gets; `reason` is a {@link Decision}'s, or absent. */
export function refusal(user: string, asked: Attributes, reason = ''): StatusError {
  const ending = reason === '' ? '' : `: ${reason}`;
  if (asked.kind === 'path') return forbiddenPath(`User "${user}" cannot ${asked.verb} path "${asked.path}"${ending}`);
  const { verb, plural, group, namespace, name } = asked;
  const scope = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const why = `User "${user}" cannot ${verb} resource "${resourceText(asked)}" in API group "${group}" ${scope}${ending}`;
  return forbidden({ plural, group, name }, why);
}

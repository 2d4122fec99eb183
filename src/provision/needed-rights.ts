import type { Asking } from '../kube/ask.ts';
import { pluralOf } from '../kube/kube-object.ts';
import type { ObjectReference } from '../kube/kube-object.ts';
import { mayI } from '../kube/reviews.ts';
import type { Right } from '../kube/reviews.ts';
import type { Transport } from '../kube/transport.ts';
import type { AccountName } from '../token/account.ts';
import { RBAC_GROUP } from './manifests.ts';
import type { PolicyRule } from './manifests.ts';
import type { MissingRight } from './report.ts';

/** A right that is needed; `unless` all of the others are held, which do as well. */
export interface NeededRight extends MissingRight {
  readonly unless?: readonly Right[];
}

/** The right to do something with one object. */
export function rightTo(verb: string, { apiVersion, kind, namespace, name }: ObjectReference): Right {
  const group = apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '';
  return { verb, group, resource: pluralOf(kind), name, ...(namespace === undefined ? {} : { namespace }) };
}

/** What a set-up or a teardown does to objects, in words of RBAC. */
export type WritingVerb = 'create' | 'patch' | 'delete';

/**
 * What the escalation guard of RBAC asks of whoever writes a role (`escalate`) or binds one (`bind`) whose rules they do not hold
 * themselves (registry/rbac/escalation_check.go).
 */
export function neededToGrant(
  rules: readonly PolicyRule[],
  { verb, role }: { readonly verb: 'escalate' | 'bind'; readonly role: string },
): NeededRight {
  const unless = rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((each) => ({ verb: each, group, resource })))),
  );
  const reason = `to ${verb === 'bind' ? 'bind' : 'make'} a ClusterRole with rights that you do not hold yourself`;
  return { verb, group: RBAC_GROUP, resource: 'clusterroles', name: role, reason, unless };
}

/** The right to issue a token of an account by TokenRequest. */
export function neededToIssue({ namespace, name }: AccountName): NeededRight {
  const reason = `to issue a token of the ServiceAccount ${namespace}/${name}`;
  return { verb: 'create', group: '', resource: 'serviceaccounts', subresource: 'token', namespace, name, reason };
}

/** The right to find the Secrets of an account, of which an account does not know all. */
export function neededToFindSecrets({ namespace, name }: AccountName): NeededRight {
  const reason = `to find the token Secrets of the ServiceAccount ${namespace}/${name}`;
  return { verb: 'list', group: '', resource: 'secrets', namespace, reason };
}

/** Those that are not held, in the same order. Rejects with a {@link KubeError}. */
export async function missingOf(needed: readonly NeededRight[], asking: Asking<Transport>): Promise<readonly MissingRight[]> {
  const held = await Promise.all(needed.map((one) => isHeld(one, asking)));
  return needed.flatMap(({ unless: _, ...right }, index) => (held[index] === true ? [] : [right]));
}

async function isHeld({ unless = [], reason: _, ...right }: NeededRight, asking: Asking<Transport>): Promise<boolean> {
  const { allowed } = await mayI(right, asking);
  if (allowed || unless.length === 0) return allowed;
  const others = await Promise.all(unless.map((each) => mayI(each, asking)));
  return others.every((other) => other.allowed);
}

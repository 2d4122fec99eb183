import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Right } from '../../kube/reviews.ts';
import type { User } from '../facts/user.ts';
import { allows } from './allows.ts';
import { mistakesOf } from './mistakes.ts';
import { nameText } from './policy.ts';
import type { Binding, Policy, Role } from './policy.ts';
import { isFor, nearSubject, subjectText } from './subjects.ts';

/** A binding that was probably to give a user a right in the whole cluster, and why it does not. */
export interface NearMiss {
  readonly id: CatalogueId;
  readonly binding: Binding;
  /** Undefined where there is none of that name. */
  readonly role: Role | undefined;
  /** A sentence without a full stop. */
  readonly text: string;
}

/** Who is to have which right. */
export interface Wanted {
  readonly user: User;
  /** In the whole cluster. */
  readonly right: Right;
}

/** The bindings that nearly give what is wanted, in the order of the policy. */
export function nearMisses(policy: Policy, wanted: Wanted): readonly NearMiss[] {
  return policy.bindings.flatMap((binding) => {
    const miss = isFor(binding, wanted.user) ? missOfRole(binding, policy, wanted) : missOfSubject(binding, policy, wanted);
    return miss === undefined ? [] : [miss];
  });
}

/** The bindings that give a right, where it holds: in the whole cluster, or in its namespace. As sentences without a full stop. */
export function grantsOf(policy: Policy, { user, right }: Wanted): readonly string[] {
  return policy.bindings.flatMap((binding) => {
    const holds = binding.namespace === undefined || binding.namespace === right.namespace;
    const role = roleOf(binding, policy);
    return holds && isFor(binding, user) && role !== undefined && grants(role, right) ? [givenBy(binding)] : [];
  });
}

function missOfRole(binding: Binding, policy: Policy, { right }: Wanted): NearMiss | undefined {
  const role = roleOf(binding, policy);
  const gives = givenBy(binding);
  const isClusterWide = binding.kind === 'ClusterRoleBinding';
  if (role === undefined) {
    const isKnown = !policy.unread.includes(`${binding.role.kind.toLowerCase()}s`);
    return isKnown && isClusterWide ? { id: 'R11', binding, role, text: `${gives}, which does not exist` } : undefined;
  }
  if (!isClusterWide) {
    const id = role.kind === 'Role' ? 'R03' : 'R04';
    return grants(role, right)
      ? { id, binding, role, text: `${gives}, and that in the namespace ${binding.namespace} alone` }
      : undefined;
  }
  if (grants(role, right)) return undefined;
  if (role.childLabels !== undefined) {
    const text = `${gives}, whose rules are those of the ClusterRoles with its labels (aggregationRule), and none of them grants it`;
    return { id: 'R14', binding, role, text };
  }
  const mistakes = mistakesOf(role.rules, right) ?? [];
  const [first] = mistakes;
  if (first === undefined) return undefined;
  return { id: first.id, binding, role, text: `${gives}, which ${mistakes.map(({ text }) => text).join(', and ')}` };
}

function missOfSubject(binding: Binding, policy: Policy, { user, right }: Wanted): NearMiss | undefined {
  const role = roleOf(binding, policy);
  if (role === undefined || binding.kind === 'RoleBinding' || !grants(role, right)) return undefined;
  const subject = nearSubject(binding, user, policy);
  if (subject === undefined) return undefined;
  const text = `${givenBy(binding)}, which grants it, to ${subjectText(subject)}, and not to ${user.username}`;
  return { id: 'R05', binding, role, text };
}

function roleOf({ role }: Binding, { roles }: Policy): Role | undefined {
  return roles.get(nameText(role));
}

function grants({ rules }: Role, right: Right): boolean {
  return rules.some((rule) => allows(rule, right));
}

function givenBy(binding: Binding): string {
  return `${nameText(binding)} gives ${nameText(binding.role)}`;
}

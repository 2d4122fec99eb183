import { isDeepStrictEqual } from 'node:util';

import type { ApiObject } from '../api-object.ts';
import { RBAC_GROUP, roleRefOf, subjectsOf } from '../rbac/policy.ts';
import type { Subject } from '../rbac/policy.ts';
import { invalidValue, required, unsupported } from '../status/field-error.ts';
import type { FieldError } from '../status/field-error.ts';
import { list, object, text } from './shape.ts';
import { PLAIN } from './strategy.ts';
import type { Strategy } from './strategy.ts';

const REFERENCE = { apiGroup: text, kind: text, name: text, namespace: text };
const SUBJECT_KINDS = ['ServiceAccount', 'User', 'Group'];

/** A ClusterRoleBinding gives a ClusterRole, and never another one than at first (kubernetes' pkg/apis/rbac/validation). */
export const clusterRoleBindingStrategy = bindingStrategy({ roleKinds: ['ClusterRole'], needsNamespace: true });

/** A RoleBinding gives a Role or a ClusterRole; a service account without namespace is one of the binding's. */
export const roleBindingStrategy = bindingStrategy({ roleKinds: ['Role', 'ClusterRole'], needsNamespace: false });

interface BindingRules {
  readonly roleKinds: readonly string[];
  /** Whether a service account must name its namespace. */
  readonly needsNamespace: boolean;
}

function bindingStrategy(rules: BindingRules): Strategy {
  return {
    ...PLAIN,
    shape: { roleRef: object(REFERENCE), subjects: list(object(REFERENCE)) },
    defaults: (binding) => ({
      ...binding,
      ...withSubjects(binding),
      roleRef: { ...roleRefOf(binding), ...apiGroupOf(roleRefOf(binding)) },
    }),
    problems: (binding, before) => [
      ...roleRefProblems(binding, rules),
      ...subjectsOf(binding).flatMap((subject, index) => subjectProblems(subject, `subjects[${index}]`, rules)),
      ...changeProblems(binding, before),
    ],
  };
}

function withSubjects(binding: ApiObject): { subjects?: readonly Subject[] } {
  if (binding['subjects'] === undefined) return {};
  const complete = (subject: Subject) => (subject.kind === 'ServiceAccount' ? subject : { ...subject, ...apiGroupOf(subject) });
  return { subjects: subjectsOf(binding).map(complete) };
}

function apiGroupOf({ apiGroup = '' }: { readonly apiGroup?: string }): { readonly apiGroup: string } {
  return { apiGroup: apiGroup === '' ? RBAC_GROUP : apiGroup };
}

function roleRefProblems(binding: ApiObject, { roleKinds }: BindingRules): readonly FieldError[] {
  const { apiGroup, kind, name } = roleRefOf(binding);
  return [
    ...(apiGroup === RBAC_GROUP ? [] : [unsupported('roleRef.apiGroup', apiGroup, [RBAC_GROUP])]),
    ...(roleKinds.includes(kind) ? [] : [unsupported('roleRef.kind', kind, roleKinds)]),
    ...(name === '' ? [required('roleRef.name')] : []),
  ];
}

function subjectProblems(subject: Partial<Subject>, at: string, { needsNamespace }: BindingRules): readonly FieldError[] {
  const { kind = '', name = '', namespace = '', apiGroup = '' } = subject;
  const problems = name === '' ? [required(`${at}.name`)] : [];
  if (!SUBJECT_KINDS.includes(kind)) return [...problems, unsupported(`${at}.kind`, kind, SUBJECT_KINDS)];
  if (kind !== 'ServiceAccount') {
    return apiGroup === RBAC_GROUP ? problems : [...problems, unsupported(`${at}.apiGroup`, apiGroup, [RBAC_GROUP])];
  }
  return namespace === '' && needsNamespace ? [...problems, required(`${at}.namespace`)] : problems;
}

function changeProblems(binding: ApiObject, before: ApiObject | undefined): readonly FieldError[] {
  if (before === undefined || isDeepStrictEqual(roleRefOf(binding), roleRefOf(before))) return [];
  const { apiGroup, kind, name } = roleRefOf(binding);
  return [invalidValue('roleRef', { APIGroup: apiGroup, Kind: kind, Name: name }, 'cannot change roleRef')];
}

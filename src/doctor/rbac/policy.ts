import { listOf, mapOf, textOf } from '../../kube/json-map.ts';
import type { JsonMap } from '../../kube/json-map.ts';
import { metadataOf } from '../../kube/kube-object.ts';
import { isOurs } from '../../token/marks.ts';

/** One rule of a role (rbac.authorization.k8s.io/v1). `*` stands for all; no `resourceNames` for every name. Rules about paths name no resources. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
}

/** A role by its place. */
export interface RoleName {
  readonly kind: 'ClusterRole' | 'Role';
  /** Undefined for a ClusterRole. */
  readonly namespace: string | undefined;
  readonly name: string;
}

/** What a role allows. */
export interface Role extends RoleName {
  readonly rules: readonly PolicyRule[];
  /** Of an aggregated ClusterRole: labels by which it finds the roles whose rules become its own; empty where it has other ways. */
  readonly childLabels: Readonly<Record<string, string>> | undefined;
  /** Whether this program has made it. */
  readonly isOurs: boolean;
}

/** Whom a binding is for. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
  /** Of a ServiceAccount. */
  readonly namespace: string | undefined;
}

/** Who is given a role, in the whole cluster or in a namespace. */
export interface Binding {
  readonly kind: 'ClusterRoleBinding' | 'RoleBinding';
  /** Undefined for a ClusterRoleBinding. */
  readonly namespace: string | undefined;
  readonly name: string;
  readonly role: RoleName;
  readonly subjects: readonly Subject[];
  /** Whether this program has made it. */
  readonly isOurs: boolean;
}

/** Roles and bindings of a cluster as far as they could be read. */
export interface Policy {
  /** By their {@link nameText}. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly bindings: readonly Binding[];
  /** Every account as `namespace/name`, and whether this program has made it; undefined where they may not be listed. */
  readonly accounts: ReadonlyMap<string, { readonly isOurs: boolean }> | undefined;
  /** Plurals of what may not be listed, those of the whole cluster before those of namespaces. */
  readonly unread: readonly string[];
}

/** A rule as an API server sends it. */
export function ruleOf(rule: JsonMap): PolicyRule {
  const texts = (field: string): readonly string[] => listOf(rule[field]).filter((one) => typeof one === 'string');
  return {
    verbs: texts('verbs'),
    apiGroups: texts('apiGroups'),
    resources: texts('resources'),
    resourceNames: texts('resourceNames'),
  };
}

/** A Role or ClusterRole as an API server sends it. */
export function roleOf(object: JsonMap, kind: Role['kind']): Role {
  const rules = listOf(object['rules']).map((rule) => ruleOf(mapOf(rule)));
  const { aggregationRule } = object;
  const [selector] = listOf(mapOf(aggregationRule)['clusterRoleSelectors']).map(mapOf);
  const childLabels = aggregationRule === undefined ? undefined : labelsOf(selector?.['matchLabels']);
  return { kind, ...placeOf(object), rules, childLabels, isOurs: isOurs(object) };
}

/** A RoleBinding or ClusterRoleBinding as an API server sends it. */
export function bindingOf(object: JsonMap, kind: Binding['kind']): Binding {
  const place = placeOf(object);
  const { kind: roleKind, name } = mapOf(object['roleRef']);
  const isNamespaced = roleKind === 'Role';
  return {
    kind,
    ...place,
    role: {
      kind: isNamespaced ? 'Role' : 'ClusterRole',
      namespace: isNamespaced ? place.namespace : undefined,
      name: textOf(name) ?? '',
    },
    subjects: listOf(object['subjects']).map((subject) => subjectOf(mapOf(subject))),
    isOurs: isOurs(object),
  };
}

/** A role or binding for people: `RoleBinding default/view`. */
export function nameText({ kind, namespace, name }: Pick<Binding, 'namespace' | 'name'> & { readonly kind: string }): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function placeOf(object: JsonMap): { readonly namespace: string | undefined; readonly name: string } {
  const { namespace, name } = metadataOf(object);
  return { namespace: textOf(namespace), name: textOf(name) ?? '' };
}

function subjectOf({ kind, name, namespace }: JsonMap): Subject {
  return { kind: textOf(kind) ?? '', name: textOf(name) ?? '', namespace: textOf(namespace) };
}

function labelsOf(labels: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(mapOf(labels)).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

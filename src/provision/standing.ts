import type { Finding } from '../findings/finding.ts';
import { listOf, mapOf, textOf } from '../kube/json-map.ts';
import type { JsonMap } from '../kube/json-map.ts';
import { metadataOf, objectText, referenceOf } from '../kube/kube-object.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { isOurs, MANAGED_BY } from '../token/marks.ts';

/** What a set-up may do with an object that is there. */
export type Standing =
  /** It is the namespace, of which no field is ours. */
  | { readonly kind: 'fine' }
  /** It is being deleted, and there until others take their finalizers away. The API server takes changes of it, and they go with it. */
  | { readonly kind: 'going' }
  | { readonly kind: 'appliable' }
  /** Left alone, for the reason in `detail`; taken over, it would have to be made again where `isImmutable`. */
  | { readonly kind: 'foreign'; readonly detail: string; readonly isImmutable: boolean }
  /** Left alone, as it grants the rights of another account, such as `default/apisix-discovery`. */
  | { readonly kind: 'of-another'; readonly account: string }
  | ImmutableStanding;

/** It has to be deleted and made again, as the field in `detail` cannot be changed. */
interface ImmutableStanding {
  readonly kind: 'immutable';
  readonly detail: string;
  readonly findings: readonly Finding[];
}

/** How an object stands to the one that is wished under its name. `force`: what is not ours is taken over. */
export function standingOf(live: JsonMap, wished: KubeObject, { force }: { readonly force: boolean }): Standing {
  if (textOf(metadataOf(live)['deletionTimestamp']) !== undefined) return { kind: 'going' };
  if (wished.kind === 'Namespace') return { kind: 'fine' };
  const immutable = immutability(live, wished);
  return (force ? undefined : foreignness(live, wished, immutable)) ?? immutable ?? { kind: 'appliable' };
}

function foreignness(live: JsonMap, wished: KubeObject, immutable: ImmutableStanding | undefined): Standing | undefined {
  if (!isOurs(live)) {
    const reasons = [
      `it carries no label ${MANAGED_BY.key}: ${MANAGED_BY.value}`,
      ...(immutable === undefined ? [] : [immutable.detail]),
    ];
    return { kind: 'foreign', detail: reasons.join('; '), isImmutable: immutable !== undefined };
  }
  if (wished.kind !== 'ClusterRoleBinding') return undefined;
  const [own = ''] = accountsOf(wished);
  const account = otherAccountOf(live, own);
  return account === undefined ? undefined : { kind: 'of-another', account };
}

/** The account that a binding serves in place of `own`, both such as `default/apisix-discovery`; undefined where it serves that one, or none. */
export function otherAccountOf(binding: JsonMap, own: string): string | undefined {
  const accounts = accountsOf(binding);
  return accounts.includes(own) ? undefined : accounts[0];
}

function accountsOf({ subjects }: JsonMap): readonly string[] {
  return listOf(subjects)
    .map(mapOf)
    .filter(({ kind }) => kind === 'ServiceAccount')
    .map(({ namespace, name }) => `${textOf(namespace) ?? ''}/${textOf(name) ?? ''}`);
}

function immutability(live: JsonMap, wished: KubeObject): ImmutableStanding | undefined {
  if (wished.kind === 'ClusterRoleBinding') {
    const { kind, name } = mapOf(live['roleRef']);
    const due = mapOf(wished['roleRef']);
    if (kind === due['kind'] && name === due['name']) return undefined;
    const role = `${textOf(kind) ?? ''} ${textOf(name) ?? ''}`;
    return { kind: 'immutable', detail: `it binds the ${role}, and roleRef cannot be changed`, findings: [] };
  }
  if (wished.kind !== 'Secret' || live['type'] === wished['type']) return undefined;
  const type = textOf(live['type']) ?? 'Opaque';
  const detail = `it is of type ${type}, and type cannot be changed`;
  const message = `No token ever appears in the ${objectText(referenceOf(wished))}: ${detail}. Delete it, or run setup-rbac with --recreate.`;
  return { kind: 'immutable', detail, findings: [{ id: 'T14', severity: 'error', message }] };
}

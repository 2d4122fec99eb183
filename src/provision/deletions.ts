import type { Finding } from '../findings/finding.ts';
import type { JsonMap } from '../kube/json-map.ts';
import { annotationOf, objectText } from '../kube/kube-object.ts';
import type { ObjectReference } from '../kube/kube-object.ts';
import { SERVICE_ACCOUNT_ANNOTATION } from '../token/account.ts';
import type { AccountName } from '../token/account.ts';
import { isOurs } from '../token/marks.ts';
import type { FoundObject } from './find-objects.ts';
import type { TeardownObject } from './report.ts';
import { otherAccountOf } from './standing.ts';

/** An object that is to go, as it was read. */
export interface Deletion {
  readonly reference: ObjectReference;
  readonly live: JsonMap;
}

/** What becomes of the objects of an account. */
export interface Deletions {
  /** All that could be read, in the order in which they were found. */
  readonly objects: readonly TeardownObject[];
  readonly deletions: readonly Deletion[];
  readonly findings: readonly Finding[];
}

/** Of what was found, chooses what carries our label and serves this account alone. */
export function chooseDeletions(found: readonly FoundObject[], account: AccountName): Deletions {
  const serves = found.map((object) => otherServed(object, account)).find((other) => other !== undefined);
  const objects: TeardownObject[] = [];
  const deletions: Deletion[] = [];
  const strangers: Deletion[] = [];
  for (const { reference, live } of found) {
    const { kind, namespace = null, name } = reference;
    if (live.kind === 'unreadable') continue;
    if (live.kind === 'absent') {
      objects.push({ kind, namespace, name, state: 'absent' });
      continue;
    }
    // The role of a binding that serves another account serves that account, too.
    const isOfAnother = serves !== undefined && isOurs(live.object) && kind.startsWith('ClusterRole');
    const isForeign = isOfAnother || !isOurs(live.object);
    objects.push({ kind, namespace, name, state: isForeign ? 'foreign' : 'present', ...(isOfAnother ? { serves } : {}) });
    (isForeign ? strangers : deletions).push({ reference, live: live.object });
  }
  const isAccountDeleted = deletions.some(({ reference }) => reference.kind === 'ServiceAccount');
  return { objects, deletions, findings: isAccountDeleted ? strangers.flatMap((secret) => lostToken(secret, account)) : [] };
}

/** The other account that a binding of ours was made for, such as that of the same name in another namespace. */
function otherServed({ reference, live }: FoundObject, { namespace, name }: AccountName): string | undefined {
  if (reference.kind !== 'ClusterRoleBinding' || live.kind !== 'present' || !isOurs(live.object)) return undefined;
  return otherAccountOf(live.object, `${namespace}/${name}`);
}

/** A token Secret that others have made goes with the account: the token controller sees to it. */
function lostToken({ reference, live }: Deletion, { name }: AccountName): readonly Finding[] {
  if (reference.kind !== 'Secret' || annotationOf(live, SERVICE_ACCOUNT_ANNOTATION) !== name) return [];
  const message = `The ${objectText(reference)}, which is not ours, holds a token of this account: the cluster removes it with the account.`;
  return [{ id: 'T10', severity: 'warning', message }];
}

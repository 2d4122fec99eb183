import type { Asking } from '../kube/ask.ts';
import { referenceOf } from '../kube/kube-object.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import type { Transport } from '../kube/transport.ts';
import { rememberedSecret } from '../token/marks.ts';
import { readLive } from './live-object.ts';
import type { LiveObject } from './live-object.ts';
import { manifestsOf, rulesOf } from './manifests.ts';
import { neededToGrant } from './needed-rights.ts';
import type { NeededRight } from './needed-rights.ts';
import type { NamedWish } from './wish.ts';

/** One object that is wished, and what is there. */
export interface ObjectWish {
  readonly object: KubeObject;
  readonly live: LiveObject;
  /** What RBAC asks beyond the right to write the object. */
  readonly grant: NeededRight | undefined;
  /** False where what the object names does not exist yet, so that a dry run would fail. */
  readonly canDryRun: boolean;
  /** Whether it is the Secret that the account remembers, and so is or was there. */
  readonly isRemembered: boolean;
  /** What is said of the object unless something stands in its way. */
  readonly detail: string | undefined;
}

type Read = Pick<ObjectWish, 'object' | 'live'>;

export interface ObjectWishOptions extends Asking<Transport> {
  /** What has been read already, by kind. */
  readonly known: Readonly<Record<string, LiveObject>>;
}

/** The objects of an account in the order of applying, each with what is there. Rejects with a {@link KubeError}. */
export async function readObjectWishes(wish: NamedWish, { known, ...asking }: ObjectWishOptions): Promise<readonly ObjectWish[]> {
  const read = await Promise.all(
    manifestsOf(wish).map(async (object): Promise<Read> => {
      const live = known[object.kind] ?? (await readLive(referenceOf(object), asking));
      return { object, live };
    }),
  );
  return read.map((one) => ({
    ...one,
    grant: grantOf(one.object, wish),
    canDryRun: canDryRun(one.object, read),
    isRemembered: isRemembered(one.object, read),
    detail: detailOf(one, { wish, read }),
  }));
}

function grantOf({ kind }: KubeObject, wish: NamedWish): NeededRight | undefined {
  if (kind === 'ClusterRole') return neededToGrant(rulesOf(wish), { verb: 'escalate', role: wish.name });
  if (kind === 'ClusterRoleBinding') return neededToGrant(rulesOf(wish), { verb: 'bind', role: wish.name });
  return undefined;
}

/** A binding needs its role, as the escalation guard reads that one's rules. */
function canDryRun({ kind, metadata }: KubeObject, read: readonly Read[]): boolean {
  if (kind === 'ClusterRoleBinding') return liveOf('ClusterRole', read)?.kind === 'present';
  // A namespace that is not to be made is expected to be there.
  return metadata.namespace === undefined || (liveOf('Namespace', read)?.kind ?? 'present') === 'present';
}

function detailOf(
  { object, live }: Read,
  { wish, read }: { readonly wish: NamedWish; readonly read: readonly Read[] },
): string | undefined {
  if (object.kind === 'ClusterRole') {
    return `${[...new Set(rulesOf(wish).flatMap(({ verbs }) => verbs))].join(', ')} ${wish.resources.join(', ')}`;
  }
  if (object.kind !== 'Secret' || live.kind !== 'absent') return undefined;
  return isRemembered(object, read) ? 'under its old name it holds the very same token as before' : undefined;
}

function isRemembered({ kind, metadata }: KubeObject, read: readonly Read[]): boolean {
  const account = liveOf('ServiceAccount', read);
  return kind === 'Secret' && account?.kind === 'present' && rememberedSecret(account.object) === metadata.name;
}

function liveOf(kind: string, read: readonly Read[]): LiveObject | undefined {
  return read.find(({ object }) => object.kind === kind)?.live;
}

import { inWords } from '../../apisix/in-words.ts';
import { resourceGroup } from '../../discovery/request.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Right } from '../../kube/reviews.ts';
import type { Access, VerbAccess } from '../facts/access.ts';
import type { OwnRules } from '../facts/own-rules.ts';
import type { User } from '../facts/user.ts';
import { mistakesOf } from './mistakes.ts';
import { nearMisses } from './near-misses.ts';
import type { NearMiss } from './near-misses.ts';
import type { Policy } from './policy.ts';

/** Why a right is not held. */
export interface Suspicion {
  readonly id: CatalogueId;
  /** A sentence without a full stop. */
  readonly text: string;
  /** The binding behind it; undefined where no admin has seen one. */
  readonly miss: NearMiss | undefined;
}

/** What is known of a right that is not held. */
export interface LackedRight {
  readonly user: User;
  readonly resource: Access['resource'];
  readonly access: VerbAccess;
  /** Undefined without an admin. */
  readonly policy: Policy | undefined;
  readonly ownRules: readonly OwnRules[];
}

/**
 * Likeliest first. A rule about the very resource that is almost right was surely meant; rights in a namespace may be; a binding to no role shows in
 * every refusal, also where it is not the cause; and whom another binding is for may be right as it is.
 */
const LIKELIEST: readonly CatalogueId[] = ['R09', 'R08', 'R18', 'R10', 'R02', 'R01', 'R14', 'R03', 'R04', 'R11', 'R05'];

/** Why a right in the whole cluster may not be held, likeliest first; empty where nothing shows it. */
export function suspicionsOf(lacked: LackedRight): readonly Suspicion[] {
  const { user, policy } = lacked;
  const right = rightOf(lacked);
  const seen = policy === undefined ? [] : nearMisses(policy, { user, right });
  const suspicions = seen.map((miss): Suspicion => ({ id: miss.id, text: miss.text, miss }));
  // What its bearer is told says less than what an admin sees.
  const told = suspicions.length > 0 ? suspicions : [...ownSuspicions(lacked.ownRules, right), ...dangling(lacked.access)];
  return told.toSorted((one, other) => LIKELIEST.indexOf(one.id) - LIKELIEST.indexOf(other.id));
}

/** The right that a gateway needs for one of its requests. */
function rightOf({ resource, access: { verb } }: Pick<LackedRight, 'resource' | 'access'>): Right {
  return { verb, group: resourceGroup(resource), resource };
}

function ownSuspicions(ownRules: readonly OwnRules[], right: Right): readonly Suspicion[] {
  const judged = ownRules.map(({ namespace, rules }) => ({ namespace, mistakes: mistakesOf(rules, right) }));
  const suspicions = judged.flatMap(({ mistakes = [] }): Suspicion[] => {
    const [first] = mistakes;
    if (first === undefined) return [];
    return [{ id: first.id, text: `one of its roles ${mistakes.map(({ text }) => text).join(', and ')}`, miss: undefined }];
  });
  const held = judged.flatMap(({ namespace, mistakes }) => (mistakes?.length === 0 ? [namespace] : []));
  // A rule of the whole cluster shows in each namespace.
  const each = suspicions.filter(({ text }, at) => suspicions.findIndex((other) => other.text === text) === at);
  return held.length === 0 ? each : [...each, heldIn(held)];
}

/** Which of the two it is, no request tells. */
function heldIn(namespaces: readonly string[]): Suspicion {
  const where = `the ${namespaces.length === 1 ? 'namespace' : 'namespaces'} ${inWords(namespaces, 'and')}`;
  return {
    id: 'R03',
    text: `it may in ${where} alone, by a Role, or by a ClusterRole that a RoleBinding gives`,
    miss: undefined,
  };
}

/** RBAC adds what it could not resolve: `RBAC: clusterrole.rbac.authorization.k8s.io "x" not found`. */
function dangling({ review }: VerbAccess): readonly Suspicion[] {
  const [, what] = /^RBAC: (.*not found.*)$/.exec(review?.reason ?? '') ?? [];
  return what === undefined
    ? []
    : [{ id: 'R11', text: `a binding of it names a role that does not exist: ${what}`, miss: undefined }];
}

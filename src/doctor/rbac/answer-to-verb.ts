import { inWords } from '../../apisix/in-words.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import type { KubeError } from '../../kube/kube-error.ts';
import { fail, pass } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';
import type { Access, VerbAccess } from '../facts/access.ts';
import { readListable } from '../facts/listable.ts';
import { readOwnRules } from '../facts/own-rules.ts';
import { readPolicy } from '../facts/policy.ts';
import { readUser } from '../facts/user.ts';
import { readVerification } from '../facts/verification.ts';
import { addressOf, toldAnswer } from '../told.ts';
import { mendOf } from './mend.ts';
import { suspicionsOf } from './suspicions.ts';

/** What either request may be refused for, besides that nothing grants it. */
export const CAUSES_OF_REFUSAL = [
  'R03',
  'R04',
  'R05',
  'R08',
  'R09',
  'R10',
  'R11',
  'R14',
  'R15',
  'R18',
] as const satisfies readonly CatalogueId[];

/** What it takes to see why. */
export const RIGHTS_OF_ADMIN = 'as an admin: list roles, clusterroles, rolebindings, clusterrolebindings and serviceaccounts';

/** What can be told of one of the gateway's requests. Rejects with the refusal where nobody has said that the token is good. */
export async function answerToVerb(
  { resource }: Pick<Access, 'resource'>,
  { access, cluster }: { readonly access: VerbAccess; readonly cluster: ExaminedCluster },
): Promise<Answer> {
  const { verb, refusal, review } = access;
  if (refusal === undefined) {
    const title = `The account may ${verb} ${resource} in the whole cluster`;
    return pass({ title, evidence: review?.allowed === true ? [] : [doubtOf(access)] });
  }
  if (refusal.kind === 'unauthorized' && !(await isTaken(cluster, access))) throw refusal;
  if (isOfRbac(refusal, access)) return lackAnswer(resource, { access, refusal, cluster });
  const fact =
    review?.allowed === true
      ? `By its rights the account may ${verb} ${resource}, and the request is refused all the same`
      : `The request to ${verb} ${resource} is refused, and not as RBAC refuses`;
  const message = `${fact}: by something before the API server, or another authorizer`;
  return fail({ id: 'R15', message }, { evidence: [refusal.message] });
}

/** A request that came through says more than what is said about it. */
function doubtOf({ verb, review }: VerbAccess): string {
  if (review === undefined) return 'Nobody answers a SelfSubjectAccessReview, so the request itself was tried alone';
  return `A SelfSubjectAccessReview says no to ${verb}, and the request itself is taken`;
}

/** Whether anything has shown that the credentials are good: an answered review of rights does, whatever it says. */
async function isTaken(cluster: ExaminedCluster, { review }: VerbAccess): Promise<boolean> {
  if (review !== undefined) return true;
  const verification = await cluster.once(readVerification);
  return verification?.kind === 'verified';
}

/** Whether the API server itself refuses, and says so when it is asked. */
function isOfRbac({ kind, details }: KubeError, { review }: VerbAccess): boolean {
  if (kind !== 'forbidden' || review?.allowed === true) return false;
  return review !== undefined || details.reason === 'Forbidden';
}

async function lackAnswer(
  resource: Access['resource'],
  { access, refusal, cluster }: { readonly access: VerbAccess; readonly refusal: KubeError; readonly cluster: ExaminedCluster },
): Promise<Answer> {
  const [user = UNKNOWN, policy, ownRules, listable] = await Promise.all([
    cluster.once(readUser),
    cluster.once(readPolicy),
    cluster.once(readOwnRules),
    cluster.once(readListable),
  ]);
  const suspicions = suspicionsOf({ user, resource, access, policy, ownRules });
  const [first, ...others] = suspicions;
  const base: CatalogueId = access.verb === 'watch' ? 'R02' : 'R01';
  const lack = `${user.username} may not ${access.verb} ${resource} in the whole cluster`;
  const message = first === undefined ? lack : `${lack}: ${first.text}`;
  // A person is asked as their own admin, without having named one.
  const unread = cluster.holder === 'person' ? [] : (policy?.unread ?? []);
  const evidence = [
    refusal.message,
    ...others.slice(0, MOST_OTHERS).map(({ text }) => text),
    ...(unread.length === 0 ? [] : [`The admin may not list ${inWords(unread, 'or')}, so the cause may be there`]),
  ];
  const granted = cluster.holder === 'person' ? [] : listable;
  const mend = mendOf(first?.miss, { user, resource, granted, address: addressOf(cluster), accounts: policy?.accounts });
  return toldAnswer({ id: first?.id ?? base, severity: 'error', message, mend }, cluster, { evidence });
}

/** A person reads so many, and likelier ones come first. */
const MOST_OTHERS = 5;

/** Where nobody says who is asking. */
const UNKNOWN = { username: 'Whoever asks', groups: [] };

import type { Resource } from '../../apisix/view.ts';
import type { Finding } from '../../findings/finding.ts';
import { serviceAccountOf } from '../../kube/token-claims.ts';
import { isShared } from '../account.ts';
import { renewCommand, rightsCommand } from '../commands.ts';
import type { Inspection } from '../inspect.ts';
import type { RightAnswer } from './facts.ts';

/** What a gateway lists and watches: `each` of these, or, where its config is not known, any `one` of them. */
export interface NeededResources {
  readonly resources: readonly [Resource, ...Resource[]];
  readonly extent: 'each' | 'one';
}

/** How the rights on one resource stand. `unknown`: the API server lets nobody ask. */
export type RightsStanding = 'granted' | 'no-list' | 'no-watch' | 'unknown';

/** How the rights on a resource stand, by the answers about it. */
export function rightsStandingOf(resource: Resource, rights: readonly RightAnswer[]): RightsStanding {
  const answer = (verb: RightAnswer['verb']) =>
    rights.find((right) => right.resource === resource && right.verb === verb)?.allowed;
  if (answer('list') === false) return 'no-list';
  if (answer('watch') === false) return 'no-watch';
  return answer('list') === true && answer('watch') === true ? 'granted' : 'unknown';
}

/** Which needed resources the rights do not suffice for; empty where they do, or nothing is known of them. */
function lackingResources({ resources, extent }: NeededResources, rights: readonly RightAnswer[]): readonly Resource[] {
  const lacking = resources.filter((resource) => rightsStandingOf(resource, rights).startsWith('no-'));
  return extent === 'one' && lacking.length < resources.length ? [] : lacking;
}

/** What an account may not do and a gateway needs; `user` as the API server knows it. */
export function rightsFindings(
  needed: NeededResources,
  {
    inspection,
    rights,
    user,
  }: { readonly inspection: Inspection; readonly rights: readonly RightAnswer[]; readonly user: string },
): readonly Finding[] {
  const lacking = lackingResources(needed, rights);
  const [first, ...others] = lacking;
  if (first === undefined) return [];
  const { claims, address, place } = inspection;
  const account = serviceAccountOf(claims);
  if (account !== undefined && isShared(account)) {
    const message = `${user} may not list and watch ${lacking.join(' or ')}: is that the account that was meant?`;
    const mend = renewCommand(account, { address, place });
    return [{ id: 'T19', severity: 'error', message, mend }];
  }
  const mend = rightsCommand(account, {
    // Where either will do, both would be more than is needed, and the first is what gateways watch unless they are told otherwise.
    lacking: needed.extent === 'one' ? [first] : [first, ...others],
    granted: rights.flatMap(({ resource, verb, allowed }) => (verb === 'list' && allowed !== false ? [resource] : [])),
    address,
  });
  const words = wordsOf(rights.filter(({ resource }) => lacking.includes(resource)));
  if (lacking.every((resource) => rightsStandingOf(resource, rights) === 'no-watch')) {
    const message = `${user} may list ${lacking.join(' and ')}, but not watch ${lacking.length === 1 ? 'it' : 'them'} in the whole cluster`;
    return [{ id: 'R02', severity: 'error', message: `${message}${words}`, mend }];
  }
  const message = `${user} may not list ${lacking.join(' or ')} in the whole cluster`;
  return [{ id: 'R01', severity: 'error', message: `${message}${words}`, mend }];
}

/** The authorizer has words for a role that a binding names in vain, among others. */
function wordsOf(rights: readonly RightAnswer[]): string {
  const words = new Set(rights.flatMap(({ allowed, reason }) => (allowed === false && reason !== undefined ? [reason] : [])));
  return words.size === 0 ? '' : ` (${[...words].join('; ')})`;
}

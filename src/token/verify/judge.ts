import type { Release } from '../../apisix/release.ts';
import type { Finding } from '../../findings/finding.ts';
import { durationText } from '../../findings/time-text.ts';
import { NOTABLE_SKEW_MS } from '../../kube/server-clock.ts';
import type { Inspection } from '../inspect.ts';
import type { TokenPlace } from '../token-text.ts';
import { causeOf, recentEnd } from './cause.ts';
import type { AdminFacts, Identity, ServerFacts } from './facts.ts';
import { forecast } from './forecast.ts';
import { rightsFindings } from './rights.ts';
import type { NeededResources } from './rights.ts';

/** A token and what was learned of it. */
export interface AskedToken {
  /** By the server's clock. */
  readonly inspection: Inspection;
  readonly place: TokenPlace;
  readonly release: Release;
  readonly needed: NeededResources;
  readonly server: ServerFacts;
  /** Undefined where no admin could be asked. */
  readonly admin: AdminFacts | undefined;
  readonly isOfOtherPod: boolean;
  /** Asks the same again with an admin, to be pasted; undefined where none is known. */
  readonly askAgain: string | undefined;
}

/** What an API server made of a token, of all the times that it was asked. */
export type Standing = 'taken' | 'refused' | 'mixed' | 'anonymous' | 'unsent';

/** All answers as one: `mixed` where they differ, and where there are none. */
export function standingOf(identities: readonly Identity[]): Standing {
  const kinds = new Set(identities.map(({ kind }) => (kind === 'known' || kind === 'unnamed' ? 'taken' : kind)));
  const [only] = kinds;
  return kinds.size > 1 || only === undefined ? 'mixed' : only;
}

/** What is to be told of a token, what keeps it from working first. */
export function judge(asked: AskedToken): readonly Finding[] {
  return [...standingFindings(asked), ...clockFindings(asked.server)];
}

function standingFindings(asked: AskedToken): readonly Finding[] {
  const { inspection, server } = asked;
  const standing = standingOf(server.identities);
  switch (standing) {
    case 'taken':
      return takenFindings(asked);
    case 'refused':
      return [causeOf(asked), ...newline(inspection)];
    case 'mixed':
      return [mixedFinding(inspection, server)];
    case 'anonymous':
      return [
        {
          id: 'T22',
          severity: 'error',
          message: `${inspection.name} did not arrive: something before the API server drops it, which sees system:anonymous`,
        },
      ];
    case 'unsent':
      return [unsentFinding(inspection)];
    default:
      return standing satisfies never;
  }
}

function takenFindings({ inspection, place, release, needed, server, admin }: AskedToken): readonly Finding[] {
  const { name, claims, findings } = inspection;
  const [identity] = server.identities;
  const user = identity?.kind === 'known' ? identity.user.username : (claims?.subject ?? name);
  const end = recentEnd(inspection, admin);
  return [
    ...(end === undefined ? [] : [end]),
    ...rightsFindings(needed, { inspection, rights: server.rights, user }),
    // Whatever its form and its audience made one fear, this server takes it; what it says of its own end still counts.
    ...findings.filter(({ id, severity }) => severity === 'warning' && id !== 'T03' && id !== 'T08'),
    ...newline(inspection),
    ...forecast(inspection, { place, release, admin }),
  ];
}

function newline({ findings }: Inspection): readonly Finding[] {
  return findings.filter(({ id }) => id === 'T02');
}

function mixedFinding({ name }: Inspection, { identities }: ServerFacts): Finding {
  const refusals = identities.filter(({ kind }) => kind === 'refused').length;
  const message = `${name} was refused ${refusals} of ${identities.length} times: behind this address are API servers that do not share their keys`;
  return { id: 'T23', severity: 'error', message };
}

function unsentFinding({ name, findings }: Inspection): Finding {
  const own = findings.find(({ severity, id }) => severity === 'error' && id !== 'T02');
  return own ?? { id: 'T03', severity: 'error', message: `${name} has a character that no HTTP header can carry` };
}

function clockFindings({ skewMs = 0 }: ServerFacts): readonly Finding[] {
  if (Math.abs(skewMs) <= NOTABLE_SKEW_MS) return [];
  const side = skewMs > 0 ? 'behind' : 'ahead of';
  const message = `The clock of this machine is ${durationText(Math.abs(skewMs))} ${side} that of the API server. API servers bear a minute`;
  return [{ id: 'T20', severity: 'warning', message }];
}
